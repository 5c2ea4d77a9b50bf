import { eventKind } from '../../solana/event-bytes.ts';

export const SWAP_EVENT = eventKind('40c6cde8260871e2');
export const LIQUIDITY_CHANGE_EVENT = eventKind('7ef0afce9e58996b');
export const CREATE_POSITION_EVENT = eventKind('641e57f9c4df9ace');
export const INCREASE_EVENT = eventKind('314f69d420221e54');
export const DECREASE_EVENT = eventKind('3ade563a44325538');
