/** Says how the system is: `/healthz`, `/readyz`, `/metrics`. */
export { sourceShares } from './source-shares.ts'
export { createMetrics, type MetricSources } from './metrics.ts'
export { askReady, type ReadyPart } from './ready.ts'
