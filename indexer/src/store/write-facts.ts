import type { Address } from '@tokentape/core/facts/chain.ts';
import type { Fact, Fill, PrimaryOrder, Transfer } from '@tokentape/core/facts/facts.ts';
import { isRead } from '@tokentape/core/facts/read-position.ts';
import type { FactBatch } from '../batch.ts';
import type { CataloguePool, CatalogueToken } from './catalogue.ts';
import { FactRows } from './fact-rows.ts';
import type { IngestState } from './ingest-state.ts';
import { StoreError } from './store-error.ts';
import { decimalOf } from './sums/decimal.ts';

/** Facts of a batch that the product keeps: those of its pools and of registered stock tokens. */
export function ownFacts(state: IngestState, facts: Fact[]): Fact[] {
  const { pools, tokens } = state.catalogue;
  return facts.filter((fact) => {
    if (fact.kind === 'pool' || fact.kind === 'impostor') return false;
    if (fact.kind === 'feed-price') return tokens.has(fact.token);
    if ('token' in fact) return tokens.get(fact.token)?.role === 'stock';
    if (pools.has(fact.pool)) return true;
    if (fact.kind === 'fill') refuseOrphan(state, fact);
    return false;
  });
}

/** A fill of a stock in a pool that nobody announced cannot be placed: dropping it would falsify the volume. */
function refuseOrphan({ catalogue }: IngestState, fill: Fill): void {
  const [sold, bought] = [catalogue.tokens.get(fill.soldToken), catalogue.tokens.get(fill.boughtToken)];
  if (sold?.role !== 'stock' && bought?.role !== 'stock') return;
  throw new StoreError(
    'POOL_UNKNOWN',
    `Transaction ${fill.tx.txId} traded a stock in pool ${fill.pool} (${fill.dex}), which no fact introduced. The decoder must report a pool before its first fill.`,
  );
}

/** Every address that the rows of these facts will refer to. */
export function addressesOf(facts: Fact[], batch: FactBatch): Set<Address> {
  const found = new Set<Address>();
  const add = (address: Address | null): void => {
    if (address !== null) found.add(address);
  };
  for (const tx of batch.failed) found.add(tx.signer).add(tx.feePayer);
  for (const fact of facts) {
    if (isRead(fact.tx)) continue;
    found.add(fact.tx.signer).add(fact.tx.feePayer);
    if (fact.kind === 'fill') found.add(fact.trader);
    else if (fact.kind === 'liquidity') add(fact.owner);
    else if (fact.kind === 'feed-price') add(fact.feed);
    else if (fact.kind === 'primary-order' || fact.kind === 'token-control') add(fact.account);
    else if (fact.kind === 'transfer')
      for (const side of [fact.from, fact.to, fact.fromAccount, fact.toAccount]) add(side);
  }
  return found;
}

/**
 * Prices the facts in order and makes their rows, and moves the state past them. Depth of every hour that ends on the way
 * is among the rows.
 */
export function rowsOf(state: IngestState, facts: Fact[], batch: FactBatch): FactRows {
  const rows = new FactRows(state);
  let time = Number.NaN;
  for (const fact of facts) {
    if (fact.tx.block.time !== time) {
      time = fact.tx.block.time;
      rows.depth.push(...state.depth.advance(time));
    }
    addFact(state, rows, fact);
  }
  for (const tx of batch.failed) rows.transaction(tx);
  rows.referencePrices(state.pricer.takeFixed());
  rows.depth.push(...state.depth.advance(batch.to.time));
  return rows;
}

function addFact(state: IngestState, rows: FactRows, fact: Fact): void {
  const { pools, tokens } = state.catalogue;
  switch (fact.kind) {
    case 'fill':
      addFill(state, rows, fact, pools.get(fact.pool)!);
      break;
    case 'transfer':
      addTransfer(state, rows, fact);
      break;
    case 'multiplier': {
      const { key } = tokens.get(fact.token)!;
      const times = { announcedTime: fact.tx.block.time, effectiveTime: fact.effectiveTime };
      state.depth.multipliers.observe(key, fact.value, times);
      rows.multiplier(fact, key);
      break;
    }
    case 'primary-order':
      addOrder(state, rows, fact);
      break;
    case 'feed-price': {
      const token = tokens.get(fact.token)!;
      state.pricer.observeFeed(token, fact.priceUsd, fact.updatedTime);
      rows.feedPrice(fact, token.key);
      break;
    }
    case 'token-control':
      rows.tokenControl(fact, tokens.get(fact.token)!.key);
      break;
    case 'liquidity': {
      const pool = pools.get(fact.pool)!;
      state.depth.observeChange(pool, { ...fact, time: fact.tx.block.time });
      rows.liquidityChange(fact, pool);
      break;
    }
    case 'pool-state': {
      const pool = pools.get(fact.pool)!;
      if (fact.source === 'read') {
        const kept = state.depth.observeRead(pool, fact);
        if (kept !== null) rows.poolState(kept, pool);
        break;
      }
      state.pricer.observeState(pool, fact.state, fact.tx.block.time);
      state.depth.observeState(pool, fact.state, fact.terms);
      rows.poolState(fact, pool);
      break;
    }
  }
}

function addFill(state: IngestState, rows: FactRows, fill: Fill, pool: CataloguePool): void {
  const [sold, bought] = sidesOf(pool, fill);
  const { soldRaw, boughtRaw, feeRaw, after } = fill;
  const { time } = fill.tx.block;
  const amounts = { soldKey: sold.key, soldRaw, boughtRaw, after };
  const priced = state.pricer.price(pool, amounts, time);
  state.pricer.observe(pool, amounts, priced, time);
  state.depth.observeFill(pool, { soldRaw, boughtRaw, feeRaw, after, sell: sold === pool.token0 ? 0 : 1, time });
  const trader = state.accounts.keyOf(fill.trader);
  rows.fill(fill, { pool: pool.key, trader, sold: sold.key, bought: bought.key }, priced);
  if (sold.role !== 'stock' && bought.role !== 'stock') return;
  state.sums.fill(fill.tx, {
    pool,
    trader,
    soldToken: sold.key,
    soldRaw,
    soldStock: sold.role === 'stock',
    boughtToken: bought.key,
    boughtRaw,
    boughtStock: bought.role === 'stock',
    usd: priced.amountUsd === null ? null : decimalOf(priced.amountUsd),
  });
}

const NEVER_REBASED = { numerator: 1n, denominator: 1n };

function addTransfer({ catalogue, accounts, depth, sums }: IngestState, rows: FactRows, transfer: Transfer): void {
  const { key, unitRule } = catalogue.tokens.get(transfer.token)!;
  const keyOf = (owner: Address | null): number | null => (owner === null ? null : accounts.keyOf(owner));
  const owners = { from: keyOf(transfer.from), to: keyOf(transfer.to) };
  const held = { from: keyOf(transfer.fromAccount), to: keyOf(transfer.toAccount) };
  rows.transfer(transfer, key, owners, held);
  const { time } = transfer.tx.block;
  const { numerator, denominator } = unitRule === 'rebasing' ? depth.multipliers.at(key, time) : NEVER_REBASED;
  const units = transfer.units ?? (transfer.raw * denominator) / numerator;
  sums.transfer(time, key, owners.from ?? held.from, owners.to ?? held.to, units);
}

function addOrder({ catalogue, pricer }: IngestState, rows: FactRows, order: PrimaryOrder): void {
  const payment = order.paymentToken === null ? undefined : catalogue.tokens.get(order.paymentToken);
  const known = payment?.role === 'quote' && order.paymentRaw !== null;
  const amountUsd = known ? pricer.quoteValue(payment, order.paymentRaw!, order.tx.block.time).amountUsd : null;
  rows.primaryOrder(order, catalogue.tokens.get(order.token)!.key, payment?.key ?? null, amountUsd);
}

function sidesOf({ address, token0, token1 }: CataloguePool, fill: Fill): [CatalogueToken, CatalogueToken] {
  if (fill.soldToken === token0.address && fill.boughtToken === token1.address) return [token0, token1];
  if (fill.soldToken === token1.address && fill.boughtToken === token0.address) return [token1, token0];
  throw new StoreError(
    'REGISTRY_CONFLICT',
    `Transaction ${fill.tx.txId} sold ${fill.soldToken} for ${fill.boughtToken} in pool ${address}, which holds ${token0.address} and ${token1.address}.`,
  );
}
