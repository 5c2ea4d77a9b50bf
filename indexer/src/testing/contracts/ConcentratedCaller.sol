// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.26;

interface IToken {
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

interface IPool {
    function token0() external view returns (address);
    function token1() external view returns (address);
    function fee() external view returns (uint24);
    function mint(address recipient, int24 lower, int24 upper, uint128 liquidity, bytes calldata data) external;
    function mint(address sender, address recipient, int24 lower, int24 upper, uint128 liquidity, bytes calldata data)
        external;
    function burn(int24 lower, int24 upper, uint128 liquidity) external returns (uint256, uint256);
    function swap(address recipient, bool zeroToOne, int256 amount, uint160 limit, bytes calldata data)
        external
        returns (int256, int256);
}

/// What one does with a pool of a fork of Uniswap v3, for tests: it holds the positions, and whoever calls it pays.
contract ConcentratedCaller {
    /// The fee that the pool states just before a swap.
    event Charged(uint24 fee);

    function add(IPool pool, int24 lower, int24 upper, uint128 liquidity) external {
        pool.mint(address(this), lower, upper, liquidity, abi.encode(msg.sender));
    }

    function addToAlgebra(IPool pool, int24 lower, int24 upper, uint128 liquidity) external {
        pool.mint(msg.sender, address(this), lower, upper, liquidity, abi.encode(msg.sender));
    }

    function remove(IPool pool, int24 lower, int24 upper, uint128 liquidity) external {
        pool.burn(lower, upper, liquidity);
    }

    /// Positive amounts are exactly paid, negative ones exactly received.
    function swap(IPool pool, bool zeroToOne, int256 amount, uint160 limit) public {
        pool.swap(msg.sender, zeroToOne, amount, limit, abi.encode(msg.sender));
    }

    function swapCharged(IPool pool, bool zeroToOne, int256 amount, uint160 limit) external {
        emit Charged(pool.fee());
        swap(pool, zeroToOne, amount, limit);
    }

    function uniswapV3MintCallback(uint256 owed0, uint256 owed1, bytes calldata data) external {
        pay(owed0, owed1, abi.decode(data, (address)));
    }

    function uniswapV3SwapCallback(int256 delta0, int256 delta1, bytes calldata data) external {
        payChanges(delta0, delta1, data);
    }

    function pancakeV3MintCallback(uint256 owed0, uint256 owed1, bytes calldata data) external {
        pay(owed0, owed1, abi.decode(data, (address)));
    }

    function pancakeV3SwapCallback(int256 delta0, int256 delta1, bytes calldata data) external {
        payChanges(delta0, delta1, data);
    }

    function algebraMintCallback(uint256 owed0, uint256 owed1, bytes calldata data) external {
        pay(owed0, owed1, abi.decode(data, (address)));
    }

    function algebraSwapCallback(int256 delta0, int256 delta1, bytes calldata data) external {
        payChanges(delta0, delta1, data);
    }

    function payChanges(int256 delta0, int256 delta1, bytes calldata data) private {
        pay(delta0 > 0 ? uint256(delta0) : 0, delta1 > 0 ? uint256(delta1) : 0, abi.decode(data, (address)));
    }

    function pay(uint256 owed0, uint256 owed1, address payer) private {
        if (owed0 > 0) IToken(IPool(msg.sender).token0()).transferFrom(payer, msg.sender, owed0);
        if (owed1 > 0) IToken(IPool(msg.sender).token1()).transferFrom(payer, msg.sender, owed1);
    }
}

/// Answers zero, no address and no to whatever it is asked: a world without gauges and without older factories.
contract ZeroAnswers {
    fallback() external {
        assembly {
            mstore(0, 0)
            return(0, 32)
        }
    }
}
