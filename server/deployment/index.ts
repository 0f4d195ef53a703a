export type { SystemFacts } from './check-links.ts'
export { type Fault, formatFault } from './fault.ts'
export { type Deployment, loadDeployment, type LoadOptions, type LoadOutcome } from './load-deployment.ts'
export { type DeploymentWatch, watchDeployment, type WatchDeps } from './watch-deployment.ts'
