/** Every screen gets what it watches, once per beat, in the order of the log, with the server's verdict on its age. */
export { createHub, type Hub, type HubDeps, type HubStats } from './hub.ts'
export type { HubLimits } from './limits.ts'
