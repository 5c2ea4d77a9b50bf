import { type OndoOrder, ondoAdminMint, ondoMint, ondoRedeem } from '../../encode/solana/ondo-gm.ts';
import { TOKEN_2022_PROGRAM } from '../../encode/solana/programs.ts';
import { DAY, WEEK_DAYS, WEEK_START } from '../calendar.ts';
import { Random } from '../random.ts';
import type { Act } from '../timeline.ts';
import { type MarketToken, quoteToken, stockToken } from '../token.ts';
import { type BalanceChange, moveBalance, type Wallet } from '../wallet.ts';
import { inventedAddress } from './addresses.ts';
import type { CustomTools } from './hostile.ts';
import type { SolanaStage } from './solana-stage.ts';

const ORDERS_A_DAY = 14;
const CUSTOMERS = 60;
const UNDERLYINGS = ['TSLA', 'AAPL', 'NVDA', 'SPY', 'GOOGL', 'COIN'];
const MINT_AUTHORITY = inventedAddress('ondo mint authority');

interface Counter {
  usdon: MarketToken;
  usdc: MarketToken;
  /** Where the program keeps what it was paid. */
  manager: Wallet;
  solver: Wallet;
  customers: Wallet[];
  products: { token: MarketToken; underlying: string }[];
}

/** Customers who mint and redeem Ondo's tokens with its program for USDon or USDC; no pool of the sample trades them. */
export function primaryOrderActs(stage: SolanaStage): Act[] {
  const random = new Random(stage.seed, 'solana primary orders');
  const counter = openCounter(stage);
  const moments = Array.from({ length: WEEK_DAYS * ORDERS_A_DAY }, () =>
    random.integer(2_000, WEEK_DAYS * DAY - 2_000),
  );
  return moments.map(
    (moment): Act => ({
      time: WEEK_START + moment,
      run: (time) =>
        random.chance(0.15) ? adminMint(stage, counter, time, random) : order(stage, counter, time, random),
    }),
  );
}

/** Its wallets are its own: wallets of the stage would be among those that the rest of the sample picks from. */
function openCounter(stage: SolanaStage): Counter {
  const wallet = (name: string): Wallet => ({ address: inventedAddress(name), balances: new Map() });
  const products = UNDERLYINGS.flatMap((underlying) => {
    const token = stockToken('solana', 'ondo', underlying);
    return token === undefined ? [] : [{ token, underlying }];
  });
  const counter = {
    usdon: quoteToken('solana', 'USDon'),
    usdc: stage.usdc,
    manager: wallet('ondo manager'),
    solver: wallet('ondo solver'),
    customers: Array.from({ length: CUSTOMERS }, (_, number) => wallet(`ondo customer ${number}`)),
    products,
  };
  for (const token of [counter.usdon, counter.usdc]) counter.manager.balances.set(token, 10n ** 16n);
  return counter;
}

function order(stage: SolanaStage, counter: Counter, time: number, random: Random): void {
  const { usdon, usdc, manager } = counter;
  const { token, underlying } = random.pick(counter.products);
  const customer = random.pick(counter.customers);
  const price = BigInt(Math.round(stage.tickerOf(underlying).fair(time) * 1e9));
  const held = customer.balances.get(token) ?? 0n;
  const sell = held > 0n && random.chance(0.4);
  const amount = sell ? held : (BigInt(random.integer(50, 9_000)) * 10n ** 18n) / price;
  const inUsdc = random.chance(0.7);
  const settled = (price * amount) / 10n ** 9n + (sell ? 0n : 1n);
  const paid = inUsdc ? settled / 1_000n : settled;
  const [dollar, sign] = [inUsdc ? usdc : usdon, sell ? 1n : -1n];
  if (!sell && (customer.balances.get(dollar) ?? 0n) < paid) customer.balances.set(dollar, paid * 2n);
  const changes: BalanceChange[] = [
    moveBalance(customer, token, sell ? -amount : amount),
    moveBalance(customer, dollar, sign * paid),
    moveBalance(manager, dollar, -sign * paid),
  ];
  if (inUsdc) for (const wallet of [customer, manager]) changes.push(moveBalance(wallet, usdon, 0n));
  stage.recorder.custom(time, customer, (tools) => {
    const written = orderOf(tools, counter, customer, token, { price, amount, settled });
    const dollars = {
      mint: tools.mint(usdc),
      account: tools.tokenAccount(customer, usdc),
      vault: tools.tokenAccount(manager, usdc),
    };
    const given = inUsdc ? { ...written, usdc: { ...dollars, raw: paid } } : written;
    tools.openAccounts(customer, changes);
    if (sell) ondoRedeem(tools.builder, given);
    else ondoMint(tools.builder, given);
    tools.balances(changes);
  });
}

function orderOf(
  tools: CustomTools,
  { usdon, manager }: Counter,
  customer: Wallet,
  token: MarketToken,
  terms: Pick<OndoOrder, 'price' | 'amount' | 'settled'>,
): OndoOrder {
  return {
    ...terms,
    user: customer.address,
    mint: tools.mint(token),
    mintAuthority: MINT_AUTHORITY,
    stockAccount: tools.tokenAccount(customer, token),
    usdon: { ...tools.mint(usdon), program: TOKEN_2022_PROGRAM },
    usdonAccount: tools.tokenAccount(customer, usdon),
    usdonVault: tools.tokenAccount(manager, usdon),
  };
}

/** New tokens for a solver who has sold them on request; what for is no part of the order. */
function adminMint({ recorder }: SolanaStage, { solver, products }: Counter, time: number, random: Random): void {
  const { token } = random.pick(products);
  const amount = BigInt(random.integer(1, 20)) * 10n ** 9n;
  const change = moveBalance(solver, token, amount);
  recorder.custom(time, solver, (tools) => {
    tools.openAccounts(solver, [change]);
    const account = tools.tokenAccount(solver, token);
    ondoAdminMint(tools.builder, solver.address, tools.mint(token), account, MINT_AUTHORITY, amount);
    tools.balances([change]);
  });
}
