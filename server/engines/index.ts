/** Servers that run beside us: finds or fetches them, starts them, adopts what a killed start left, and stops them. */
export { type ExporterState, type HostExporter, type HostExporterOptions, startHostExporter } from './exporter-engine.ts'
export { lockFolder } from './lock-folder.ts'
export { type OpenRedisOptions, type RedisChoice, openRedis } from './open-redis.ts'
export { type CopyRequest, NoCopyError, type Program, fetchPrivateCopy } from './private-copy.ts'
export { type Engine, type StartRedisOptions, startRedis } from './redis-engine.ts'
export type { EngineExit, EngineSpec, ProbeAnswer, SupervisedEngine } from './supervise.ts'
export { startEngine } from './supervise.ts'
