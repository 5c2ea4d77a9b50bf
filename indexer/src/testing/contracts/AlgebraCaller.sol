// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.26;

interface IToken {
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

interface IAlgebraPool {
    function token0() external view returns (address);
    function token1() external view returns (address);
    function mint(address sender, address recipient, int24 bottom, int24 top, uint128 liquidity, bytes calldata data)
        external
        returns (uint256, uint256, uint128);
    function burn(int24 bottom, int24 top, uint128 liquidity) external returns (uint256, uint256);
    function swap(address recipient, bool zeroToOne, int256 amount, uint160 limit, bytes calldata data)
        external
        returns (int256, int256);
}

/// What one does with an Algebra pool, for tests: it holds the positions, and whoever calls it pays.
contract AlgebraCaller {
    function add(IAlgebraPool pool, int24 bottom, int24 top, uint128 liquidity) external {
        pool.mint(msg.sender, address(this), bottom, top, liquidity, abi.encode(msg.sender));
    }

    function remove(IAlgebraPool pool, int24 bottom, int24 top, uint128 liquidity) external {
        pool.burn(bottom, top, liquidity);
    }

    /// Positive amounts are exactly paid, negative ones exactly received.
    function swap(IAlgebraPool pool, bool zeroToOne, int256 amount, uint160 limit) external {
        pool.swap(msg.sender, zeroToOne, amount, limit, abi.encode(msg.sender));
    }

    function algebraMintCallback(uint256 owed0, uint256 owed1, bytes calldata data) external {
        pay(owed0, owed1, abi.decode(data, (address)));
    }

    function algebraSwapCallback(int256 delta0, int256 delta1, bytes calldata data) external {
        pay(delta0 > 0 ? uint256(delta0) : 0, delta1 > 0 ? uint256(delta1) : 0, abi.decode(data, (address)));
    }

    function pay(uint256 owed0, uint256 owed1, address payer) private {
        if (owed0 > 0) IToken(IAlgebraPool(msg.sender).token0()).transferFrom(payer, msg.sender, owed0);
        if (owed1 > 0) IToken(IAlgebraPool(msg.sender).token1()).transferFrom(payer, msg.sender, owed1);
    }
}
