import type { Multiplier } from '@tokentape/core/facts/facts.ts';
import type { UnitRule } from '@tokentape/core/registry/types.ts';
import { uintAt } from '../dexes/abi-words.ts';
import type { EvmLog } from '../dexes/evm-block.ts';

export interface TokenUnits {
  decimals: number | null;
  unitRule: UnitRule;
  /** Decimals of the wrapped token, for wrappers; null when not known. */
  wrappedDecimals: number | null;
}

type Announcement = Pick<Multiplier, 'value' | 'effectiveTime'>;

/** Multipliers of all designs are fixed-point with 18 digits. */
const SCALE_DIGITS = 18;
/** A deposit of fewer raw shares names its rate too coarsely. */
const FEWEST_SHARES = 10n ** 9n;
/** Last second of the year 9999: a later activation is never. */
const END_OF_TIME = 253_402_300_799n;

/** Reads one announcement; null when it says nothing usable. `now` is the block's time in Unix seconds. */
type Reader = (log: EvmLog, units: TokenUnits, now: number) => Announcement | null;

const readers: Record<string, Reader> = {
  /** UIMultiplierUpdated(uint256 oldMultiplier, uint256 newMultiplier, uint256 effectiveAt), ERC-8056 */
  '0x2205df4534432b2f60654a3fdb48737ffdaf3e9edb1a498bd985bc026b15b055': ({ data }, _units, now) =>
    announce(uintAt(data, 1), uintAt(data, 2), now),
  /** MultiplierUpdated(uint256 value), Backed's auto-fee tokens and B20 */
  '0x4dbe4840d7465bd162f67814cea0b519567a2e0e578bcde61e7f4ced361e5a3d': ({ data }, _units, now) =>
    announce(uintAt(data, 0), 0n, now),
  /** MultiplierScheduled(uint256 newMultiplier, uint256 activationTime), Backed's auto-fee tokens */
  '0x0fc82f15d800f52869be69bb6dec5615511ff09b246f46c6fe20618c2a845d20': ({ data }, _units, now) =>
    announce(uintAt(data, 0), uintAt(data, 1), now),
  /** BalancePerShareSet(uint256 balancePerShare), Dinari's dShares */
  '0x7d1fa2fe734d16276290c7f8713b6aac4d03f2ef2a604f4ef62525ccead2cf13': ({ data }, _units, now) =>
    announce(uintAt(data, 0), 0n, now),
  /** Deposit(address indexed sender, address indexed owner, uint256 assets, uint256 shares), ERC-4626 */
  '0xdcbc1c05240f31ff3ad067ef1ee35ce4997762752e3a095284754544f4c709d7': wrapperRate,
  /** Withdraw(address indexed sender, address indexed receiver, address indexed owner, uint256 assets, uint256 shares), ERC-4626 */
  '0xfbde797d201c681b91056529119e0b02407c7bb96a4a2c75c01fc9667232c8db': wrapperRate,
};

export const multiplierTopics: readonly string[] = Object.keys(readers);

/** A change of the token's multiplier; undefined for another event, null for one that cannot be in force. */
export function readMultiplier(log: EvmLog, units: TokenUnits, now: number): Announcement | null | undefined {
  return readers[log.topics[0] ?? '']?.(log, units, now);
}

/** A multiplier with 18 digits that counts from `from`, but not before the block that announces it. */
function announce(scaled: bigint, from: bigint, now: number): Announcement | null {
  if (scaled === 0n || from > END_OF_TIME) return null;
  return { value: fixedPoint(scaled, SCALE_DIGITS), effectiveTime: Math.max(Number(from), now) };
}

/** What one whole share of the wrapper was worth in whole units of the wrapped token. */
function wrapperRate(
  { data }: EvmLog,
  { unitRule, decimals, wrappedDecimals }: TokenUnits,
  now: number,
): Announcement | null {
  if (unitRule !== 'wrapper') return null;
  const [assets, shares] = [uintAt(data, 0), uintAt(data, 1)];
  if (shares < FEWEST_SHARES || assets === 0n) return null;
  const own = BigInt(decimals ?? SCALE_DIGITS);
  const wrapped = BigInt(wrappedDecimals ?? decimals ?? SCALE_DIGITS);
  const scaled = (assets * 10n ** (BigInt(SCALE_DIGITS) + own)) / (shares * 10n ** wrapped);
  return announce(scaled, 0n, now);
}

/** Exact decimal string without trailing zeros. */
export function fixedPoint(value: bigint, digits: number): string {
  const text = value.toString().padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  return fraction === '' ? text.slice(0, -digits) : `${text.slice(0, -digits)}.${fraction}`;
}
