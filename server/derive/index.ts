/** Figures of the province from those of its communes, with their coverage. */
export { planRollUps } from './plan-roll-ups.ts'
export { ROLLED_UP, ROLLED_UP_SIMULATED } from './book.ts'
export { createDerive, type Derive } from './derive.ts'
export { explain } from './explain.ts'
