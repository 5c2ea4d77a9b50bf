// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.26;

/// Makes the pools of PancakeSwap v3's factory from their own code, which asks back for what it is to be. The venue's own is in
/// no package.
contract PancakeDeployer {
    struct Parameters {
        address factory;
        address token0;
        address token1;
        uint24 fee;
        int24 tickSpacing;
    }

    Parameters public parameters;
    bytes private code;

    constructor(bytes memory poolCode) {
        code = poolCode;
    }

    function deploy(address factory, address token0, address token1, uint24 fee, int24 tickSpacing)
        external
        returns (address pool)
    {
        parameters = Parameters(factory, token0, token1, fee, tickSpacing);
        bytes memory poolCode = code;
        bytes32 salt = keccak256(abi.encode(token0, token1, fee));
        assembly {
            pool := create2(0, add(poolCode, 32), mload(poolCode), salt)
        }
        delete parameters;
    }
}
