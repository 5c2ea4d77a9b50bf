// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.26;

uint256 constant ONE = 1e18;

/// What the tokens below share: balances in units of their own, allowances in tokens.
abstract contract UnitToken {
    string public symbol;
    uint8 public constant decimals = 18;
    mapping(address => uint256) public unitsOf;
    uint256 public totalUnits;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor(string memory symbol_) {
        symbol = symbol_;
    }

    function unitsFor(uint256 value) public view virtual returns (uint256);
    function valueOf(uint256 units) public view virtual returns (uint256);
    function _moved(address from, address to, uint256 units) internal virtual {}

    function balanceOf(address owner) external view returns (uint256) {
        return valueOf(unitsOf[owner]);
    }

    function totalSupply() external view returns (uint256) {
        return valueOf(totalUnits);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        return true;
    }

    function mint(address to, uint256 value) external {
        _move(address(0), to, value, unitsFor(value));
    }

    function burn(uint256 value) external {
        _move(msg.sender, address(0), value, unitsFor(value));
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value, unitsFor(value));
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        allowance[from][msg.sender] -= value;
        _move(from, to, value, unitsFor(value));
        return true;
    }

    function _move(address from, address to, uint256 value, uint256 units) internal {
        if (from == address(0)) totalUnits += units;
        else unitsOf[from] -= units;
        if (to == address(0)) totalUnits -= units;
        else unitsOf[to] += units;
        emit Transfer(from, to, value);
        _moved(from, to, units);
    }
}

/// A multiplier that turns at its time without any transaction.
abstract contract Scheduled is UnitToken {
    uint256 internal standing = ONE;
    uint256 internal next = ONE;
    uint256 internal turnsAt;

    function multiplier() public view returns (uint256) {
        return block.timestamp >= turnsAt ? next : standing;
    }

    function _schedule(uint256 value, uint256 at) internal {
        standing = multiplier();
        next = value;
        turnsAt = at < block.timestamp ? block.timestamp : at;
    }
}

/// ERC-8056: raw balances never change, the multiplier is for display.
contract ScaledToken is Scheduled {
    event UIMultiplierUpdated(uint256 oldMultiplier, uint256 newMultiplier, uint256 effectiveAt);

    constructor(string memory symbol_) UnitToken(symbol_) {}

    function unitsFor(uint256 value) public pure override returns (uint256) {
        return value;
    }

    function valueOf(uint256 units) public pure override returns (uint256) {
        return units;
    }

    function setMultiplier(uint256 value, uint256 at) external {
        emit UIMultiplierUpdated(multiplier(), value, at);
        _schedule(value, at);
    }
}

/// Rebasing with an event of the shares behind every transfer, as Backed's auto-fee tokens have it.
contract SharesToken is Scheduled {
    event TransferShares(address indexed from, address indexed to, uint256 value);
    event MultiplierUpdated(uint256 value);
    event MultiplierScheduled(uint256 newMultiplier, uint256 activationTime);

    constructor(string memory symbol_) UnitToken(symbol_) {}

    function unitsFor(uint256 value) public view override returns (uint256) {
        return (value * ONE) / multiplier();
    }

    function valueOf(uint256 units) public view override returns (uint256) {
        return (units * multiplier()) / ONE;
    }

    /// Shares as given: the value in the event is only what they are worth, rounded.
    function transferShares(address to, uint256 shares) external {
        _move(msg.sender, to, valueOf(shares), shares);
    }

    function setMultiplier(uint256 value, uint256 at) external {
        _schedule(value, at);
        if (at <= block.timestamp) emit MultiplierUpdated(value);
        else emit MultiplierScheduled(value, at);
    }

    function _moved(address from, address to, uint256 units) internal override {
        emit TransferShares(from, to, units);
    }
}

/// Rebasing without such an event, as Dinari's dShares are.
contract QuietToken is UnitToken {
    uint256 public multiplier = ONE;

    event BalancePerShareSet(uint256 balancePerShare);

    constructor(string memory symbol_) UnitToken(symbol_) {}

    function unitsFor(uint256 value) public view override returns (uint256) {
        return (value * ONE) / multiplier;
    }

    function valueOf(uint256 units) public view override returns (uint256) {
        return (units * multiplier) / ONE;
    }

    function setMultiplier(uint256 value, uint256) external {
        multiplier = value;
        emit BalancePerShareSet(value);
    }
}

/// ERC-4626 over a rebasing token: its own balances stand still while what one of them is worth moves.
contract Wrapper is UnitToken {
    UnitToken public immutable asset;

    event Deposit(address indexed sender, address indexed owner, uint256 assets, uint256 shares);
    event Withdraw(
        address indexed sender, address indexed receiver, address indexed owner, uint256 assets, uint256 shares
    );

    constructor(string memory symbol_, UnitToken asset_) UnitToken(symbol_) {
        asset = asset_;
    }

    function unitsFor(uint256 value) public pure override returns (uint256) {
        return value;
    }

    function valueOf(uint256 units) public pure override returns (uint256) {
        return units;
    }

    function totalAssets() public view returns (uint256) {
        return asset.balanceOf(address(this));
    }

    function convertToAssets(uint256 shares) public view returns (uint256) {
        return (shares * (totalAssets() + 1)) / (totalUnits + 1);
    }

    function convertToShares(uint256 assets) public view returns (uint256) {
        return (assets * (totalUnits + 1)) / (totalAssets() + 1);
    }

    function deposit(uint256 assets) external {
        uint256 shares = convertToShares(assets);
        asset.transferFrom(msg.sender, address(this), assets);
        _move(address(0), msg.sender, shares, shares);
        emit Deposit(msg.sender, msg.sender, assets, shares);
    }

    function redeem(uint256 shares) external {
        uint256 assets = convertToAssets(shares);
        _move(msg.sender, address(0), shares, shares);
        asset.transfer(msg.sender, assets);
        emit Withdraw(msg.sender, msg.sender, msg.sender, assets, shares);
    }
}
