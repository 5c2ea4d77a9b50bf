import { expect, it } from 'vitest';
import { transferLog, ZERO_ADDRESS } from '../encode/evm/erc20.ts';
import { eventTopic } from '../encode/evm/words.ts';
import { EVM_MARKETS } from './evm/evm-markets.ts';
import { playEvmWeek } from './evm/evm-week.ts';
import { SAMPLE_SEED } from './sample-market.ts';

const ORDER_FILL = eventTopic('OrderFill(uint256,address,address,address,uint256,uint256,uint256,bool)');
const addressOf = (word: string): string => `0x${word.slice(-40)}`;
const wordsOf = (data: string): string[] => data.slice(2).match(/.{64}/g) ?? [];

it.each(EVM_MARKETS.filter(({ chain }) => chain === 'arbitrum' || chain === 'base'))(
  'every order on $chain mints or burns what it says, and nobody sells back more than was bought',
  (market) => {
    const { chain } = playEvmWeek(SAMPLE_SEED, market);
    const held = new Map<string, bigint>();
    let [mints, redemptions] = [0, 0];
    for (let height = chain.firstBlock; height <= chain.headBlock; height++) {
      for (const { logs } of chain.block(height)!.transactions) {
        const fill = logs.find(({ topics }) => topics[0] === ORDER_FILL);
        if (fill === undefined) continue;
        const token = addressOf(fill.topics[3]!);
        const [recipient, amount, , , sell] = wordsOf(fill.data) as [string, string, string, string, string];
        const [account, raw, selling] = [addressOf(recipient), BigInt(`0x${amount}`), BigInt(`0x${sell}`) === 1n];
        const move = selling ? ([account, ZERO_ADDRESS] as const) : ([ZERO_ADDRESS, account] as const);
        expect(logs).toContainEqual(transferLog(token, ...move, raw));
        const after = (held.get(account + token) ?? 0n) + (selling ? -raw : raw);
        if (after < 0n) expect.fail(`${account} sells back more than it bought`);
        held.set(account + token, after);
        if (selling) redemptions += 1;
        else mints += 1;
      }
    }
    expect([mints > 10, redemptions > 0]).toEqual([true, true]);
  },
);
