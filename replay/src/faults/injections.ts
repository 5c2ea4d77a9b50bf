import { evmInjections } from './evm-injections.ts';
import { portalInjections } from './portal-injections.ts';
import { solanaInjections } from './solana-injections.ts';
import { transportInjections } from './transport-injections.ts';

/** Every fault that the servers know, by name. */
export const injections = { ...transportInjections, ...evmInjections, ...solanaInjections, ...portalInjections };
