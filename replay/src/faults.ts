export type { Fault, FaultName } from './faults/fault.ts';
export { type FaultPlan, faultPlan } from './faults/fault-plan.ts';
