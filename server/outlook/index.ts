/** What a series usually brings and, of one that grows over a period, where it leads: computed from its past alone, the same for every screen. */
export { createOutlook, type OutlookDeps } from './outlook.ts'
