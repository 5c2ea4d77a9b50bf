// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.26;

interface IToken {
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

interface IPair {
    function mint(address to) external returns (uint256);
    function burn(address to) external returns (uint256, uint256);
    function swap(uint256 amount0Out, uint256 amount1Out, address to, bytes calldata data) external;
}

/// The three things one does with a pair of reserves, for tests: no checks, amounts as given.
contract PairRouter {
    function add(IPair pair, IToken a, uint256 amountA, IToken b, uint256 amountB) external {
        a.transferFrom(msg.sender, address(pair), amountA);
        b.transferFrom(msg.sender, address(pair), amountB);
        pair.mint(msg.sender);
    }

    function remove(IPair pair, uint256 shares) external {
        IToken(address(pair)).transferFrom(msg.sender, address(pair), shares);
        pair.burn(msg.sender);
    }

    function swap(IPair pair, IToken sold, uint256 amountIn, uint256 amount0Out, uint256 amount1Out) external {
        sold.transferFrom(msg.sender, address(pair), amountIn);
        pair.swap(amount0Out, amount1Out, msg.sender, "");
    }
}
