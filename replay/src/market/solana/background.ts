import { DAY, HOUR, SETUP_START, WEEK_DAYS, WEEK_END, WEEK_START } from '../calendar.ts';
import { LAUNCH_WEEK } from '../launch-week.ts';
import { keepNativePrice } from '../native-pool.ts';
import { sideOf } from '../pool.ts';
import { Random } from '../random.ts';
import type { Act } from '../timeline.ts';
import { FIRST_PERSON } from '../trade-plan.ts';
import type { Wallet } from '../wallet.ts';
import type { SolanaStage } from './solana-stage.ts';

/** Failed swaps for each trade that succeeds. */
const FAILURES = 0.04;

/** Keepers, failed swaps, transfers between wallets, the multiplier of a dividend, and quiet blocks on the hour. */
export function backgroundActs(stage: SolanaStage): Act[] {
  const random = new Random(stage.seed, 'solana background');
  const acts: Act[] = [dividend(stage)];
  for (let time = SETUP_START; time <= WEEK_END; time += HOUR) {
    acts.push({ time, run: (at) => stage.recorder.quiet(at) });
  }
  for (let time = SETUP_START + 2 * HOUR; time < WEEK_END; time += random.integer(240_000, 480_000)) {
    acts.push({ time, run: (at) => keepNativePrice(stage.floor, stage.wallet('keeper'), stage.solPrice, at) });
  }
  for (let day = 0; day < WEEK_DAYS; day++) {
    const { trades } = LAUNCH_WEEK[day]!;
    const moment = (): number => WEEK_START + day * DAY + random.integer(2000, DAY - 2000);
    for (let step = 0; step < trades * FAILURES; step++) {
      acts.push({ time: moment(), run: (time) => failedSwap(stage, time, random) });
    }
    for (let step = 0; step < 60 + trades * 0.006; step++) {
      acts.push({ time: moment(), run: (time) => gift(stage, time, random) });
    }
  }
  return acts;
}

/** JPMx: a dividend of 1.40 USD less tax on about 290 USD, announced the evening before and in force when New York opens. */
function dividend({ recorder, tickers }: SolanaStage): Act {
  const { token } = tickers.get('JPMx')!;
  const effectiveTime = Date.UTC(2025, 6, 3, 13, 30) / 1000;
  const announce = (time: number): void => recorder.multiplierSet(time, token, 1.003_616, effectiveTime);
  return { time: Date.UTC(2025, 6, 2, 20, 0, 30), run: announce };
}

function failedSwap(stage: SolanaStage, time: number, random: Random): void {
  const open = [...stage.tickers.values()].filter(({ pools, head }) => head && pools[0]?.pool.venue === 'raydium-clmm');
  if (open.length === 0) return;
  const { pool } = random.pick(open).pools[0]!;
  const amountIn = BigInt(random.integer(20, 4000)) * 1_000_000n;
  stage.recorder.swapFailed(time, someone(stage, random), pool, sideOf(pool, stage.usdc), amountIn);
}

/** A person sends a part of a holding to another, or to someone who never trades. */
function gift(stage: SolanaStage, time: number, random: Random): void {
  const giver = someone(stage, random);
  const holding = [...giver.balances].find(([token, raw]) => token.kind === 'stock' && raw > 10n);
  if (holding === undefined) return;
  const [token, raw] = holding;
  const taker = random.chance(0.5) ? stage.wallet(`friend ${random.integer(0, 400)}`) : someone(stage, random);
  if (taker !== giver) {
    stage.floor.exchange.transfer(time, token, giver, taker, (raw * BigInt(random.integer(1, 9))) / 10n);
  }
}

function someone({ floor, walletCount }: SolanaStage, random: Random): Wallet {
  return floor.wallet(random.integer(FIRST_PERSON, Math.max(FIRST_PERSON, walletCount - 60)));
}
