/** Figures made of others, by formula and from the communes up, with their coverage; only what hangs on a changed input is made anew. */
export { ROLLED_UP, ROLLED_UP_SIMULATED } from './book.ts'
export { createDerive, type Derive } from './derive.ts'
export { evaluate } from './evaluate.ts'
export { explain } from './explain.ts'
export { planGraph } from './plan-graph.ts'
