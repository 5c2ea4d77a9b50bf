// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.26;

/// An aggregator whose answers come from whoever calls it, for tests.
contract Aggregator {
    uint8 public immutable decimals;
    uint256 public latestRound;

    event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt);
    event NewRound(uint256 indexed roundId, address indexed startedBy, uint256 startedAt);

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }

    function answer(int256 value, uint256 updatedAt) external {
        latestRound++;
        emit NewRound(latestRound, msg.sender, updatedAt);
        emit AnswerUpdated(value, latestRound, updatedAt);
    }
}

/// What Chainlink's AggregatorProxy says of the aggregators behind it, and how they are replaced.
contract PriceFeed {
    struct Phase {
        uint16 id;
        Aggregator aggregator;
    }

    Phase private current;
    Aggregator public proposedAggregator;
    mapping(uint16 => Aggregator) public phaseAggregators;

    constructor(Aggregator first) {
        _set(first);
    }

    function propose(Aggregator next) external {
        proposedAggregator = next;
    }

    function confirm(Aggregator next) external {
        require(next == proposedAggregator, "not the proposed one");
        delete proposedAggregator;
        _set(next);
    }

    function phaseId() external view returns (uint16) {
        return current.id;
    }

    function aggregator() external view returns (Aggregator) {
        return current.aggregator;
    }

    function decimals() external view returns (uint8) {
        return current.aggregator.decimals();
    }

    function _set(Aggregator next) private {
        uint16 id = current.id + 1;
        current = Phase(id, next);
        phaseAggregators[id] = next;
    }
}
