/** Says how the system is: `/healthz`, `/readyz`, `/metrics`. */
export { lateAgencies, missingIndicators } from './late-agencies.ts'
export { sourceShares } from './source-shares.ts'
export { createMetrics, type MetricSources } from './metrics.ts'
export { askReady, type ReadyPart } from './ready.ts'
