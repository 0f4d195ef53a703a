/** Figures of the province from those of its communes, with their coverage. */
export { planRollUps } from './plan-roll-ups.ts'
export { createDerive, type Derive, ROLLED_UP, ROLLED_UP_SIMULATED } from './derive.ts'
