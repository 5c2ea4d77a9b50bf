import { primaryMarketsOf } from '@tokentape/core/registry/primary-markets.ts';
import { DAY, WEEK_DAYS, WEEK_START } from '../calendar.ts';
import type { PricePath } from '../fair-price.ts';
import { Random } from '../random.ts';
import type { Act } from '../timeline.ts';
import { type MarketToken, stockToken } from '../token.ts';
import { inventedEvmAddress } from './evm-addresses.ts';
import type { EvmStage } from './evm-stage.ts';

const ORDERS_A_DAY = 9;
const CUSTOMERS = 40;
/** Dinari's flat fee and share of the payment, in raw USDC and 1e-6. */
const [FLAT_FEE, FEE_PIPS] = [200_000n, 500n];
/** What orders on Base are for: no pool of the sample there trades a dShare. USD per share. */
const ON_BASE: Readonly<Record<string, number>> = { CLOA: 51.9 };

interface Product {
  token: MarketToken;
  price: PricePath;
}

/** Customers who buy dShares from their issuer and sell them back: mints and burns by its order processor, no pool. */
export function primaryOrderActs(stage: EvmStage): Act[] {
  const { chain } = stage.market;
  const processor = primaryMarketsOf(chain).find(({ venue }) => venue === 'dinari')?.address;
  const products = productsOf(stage);
  if (processor === undefined || products.length === 0) return [];
  const random = new Random(stage.seed, `${chain} primary orders`);
  const held = new Map<string, bigint>();
  let id = 0n;
  const order = (time: number): void => {
    const { token, price } = random.pick(products);
    const account = inventedEvmAddress(`${chain} customer ${random.integer(0, CUSTOMERS)}`);
    const holding = held.get(account + token.address) ?? 0n;
    const sell = holding > 0n && random.chance(0.4);
    const raw = sell ? holding : (BigInt(random.integer(20, 4_000)) * 10n ** 18n) / BigInt(Math.ceil(price(time)));
    const paid = (raw * BigInt(Math.round(price(time) * 1e6))) / 10n ** 18n;
    held.set(account + token.address, sell ? 0n : holding + raw);
    id += 1n;
    stage.recorder.orderFilled(time, token, {
      ...{ processor, id, paymentToken: stage.dollar.address, assetToken: token.address, recipient: account },
      ...{ assetAmount: raw, paymentAmount: paid, fee: FLAT_FEE + (paid * FEE_PIPS) / 1_000_000n, sell },
    });
  };
  const moments = Array.from({ length: WEEK_DAYS * ORDERS_A_DAY }, () =>
    random.integer(2_000, WEEK_DAYS * DAY - 2_000),
  );
  return moments.map((moment): Act => ({ time: WEEK_START + moment, run: order }));
}

function productsOf({ market: { chain }, tickers }: EvmStage): Product[] {
  const traded = [...tickers.values()]
    .filter(({ token }) => token.symbol === stockToken(chain, 'dinari', token.symbol.replace(/\.d$/, ''))?.symbol)
    .map(({ token, fair }) => ({ token, price: fair }));
  const others = chain === 'base' ? Object.entries(ON_BASE) : [];
  return [
    ...traded,
    ...others.flatMap(([underlying, usd]) => {
      const token = stockToken(chain, 'dinari', underlying);
      return token === undefined ? [] : [{ token, price: () => usd }];
    }),
  ];
}
