/** The way back from any figure to the bytes it was read out of. */
export { createLineage, type Explanation, type LineageDeps } from './lineage.ts'
