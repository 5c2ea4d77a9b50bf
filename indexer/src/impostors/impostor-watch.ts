import type { Address, ChainId } from '@tokentape/core/facts/chain.ts';
import type { Fact, ImpostorSeen, ImpostorToken, PoolSeen } from '@tokentape/core/facts/facts.ts';
import { impostorOf } from '@tokentape/core/registry/impostor.ts';
import { findQuote, findToken } from '@tokentape/core/registry/registry.ts';
import type { TokenName, TokenNameReader } from './token-name.ts';

/** What is read of a pool's creation. */
export type AnnouncedPool = Pick<PoolSeen, 'tx' | 'index' | 'dex' | 'pool' | 'token0' | 'token1'>;

/**
 * Names are read of tokens whose pool is at most so old when it is read: asking a node about every token that was ever
 * put into a pool of a busy chain would take longer than reading its trades.
 */
const NEWEST_SECONDS = 30 * 86_400;
/** Names kept in memory. */
const REMEMBERED = 100_000;

/** Finds the impostors among the tokens that pools are created for. */
export class ImpostorWatch {
  readonly #chain: ChainId;
  readonly #read: TokenNameReader;
  readonly #log: (message: string) => void;
  readonly #names = new Map<Address, TokenName | null>();
  #failed = false;

  constructor(chain: ChainId, read: TokenNameReader, log: (message: string) => void) {
    this.#chain = chain;
    this.#read = read;
    this.#log = log;
  }

  /**
   * Facts of the impostors among the tokens of these pools. Names that cannot be read are asked for again at the token's
   * next pool: the list never holds up what is counted.
   * @param headTime Unix seconds of the finalized head
   * @param spoken names that the transactions themselves tell
   */
  async sightings(
    pools: readonly AnnouncedPool[],
    headTime: number,
    spoken: ReadonlyMap<Address, TokenName> = new Map(),
  ): Promise<ImpostorSeen[]> {
    for (const [address, name] of spoken) this.#remember(address, name);
    const young = pools.filter(({ tx }) => headTime - tx.block.time <= NEWEST_SECONDS);
    const asked = young.flatMap(({ token0, token1 }) => [token0, token1]).filter((token) => this.#isStrange(token));
    await this.#ask([...new Set(asked)].filter((token) => !this.#names.has(token)));
    return pools.flatMap((pool) => this.#sighting(pool));
  }

  #isStrange(token: Address): boolean {
    return !findToken(this.#chain, token) && !findQuote(this.#chain, token);
  }

  async #ask(addresses: readonly Address[]): Promise<void> {
    if (addresses.length === 0) return;
    try {
      const read = await this.#read(addresses);
      for (const address of addresses) this.#remember(address, read.get(address) ?? null);
      this.#failed = false;
    } catch (error) {
      if (!this.#failed) this.#log(`${this.#chain}: names of new tokens cannot be read: ${(error as Error).message}`);
      this.#failed = true;
    }
  }

  #remember(address: Address, name: TokenName | null): void {
    this.#names.delete(address);
    this.#names.set(address, name);
    for (const oldest of this.#names.keys()) {
      if (this.#names.size <= REMEMBERED) break;
      this.#names.delete(oldest);
    }
  }

  #sighting({ tx, index, dex, pool, token0, token1 }: AnnouncedPool): ImpostorSeen[] {
    const tokens = [...this.#impostor(token0, token1), ...this.#impostor(token1, token0)];
    return tokens.length === 0 ? [] : [{ kind: 'impostor', tx, index, dex, pool, tokens }];
  }

  #impostor(address: Address, pairedWith: Address): ImpostorToken[] {
    const named = this.#names.get(address);
    if (!named || !impostorOf(this.#chain, address, named.symbol)) return [];
    return [{ address, ...named, pairedWith }];
  }
}

/** The pools that decoded facts introduce. */
export const poolsOf = (facts: readonly Fact[]): PoolSeen[] => facts.filter((fact) => fact.kind === 'pool');
