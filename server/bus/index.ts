/** Redis behind one interface, and the memory of this process behind the same one. */
export { type Batch, type BatchSample, type Bus, BusFullError, BusUnavailableError, FencedError, type Latest, type Lease, type LogEntry, type Pressure, type Published } from './bus.ts'
export { createMemoryBus, type MemoryBusOptions } from './memory-bus.ts'
export { createRedisBus, type RedisBusOptions } from './redis-bus.ts'
export { shareReads } from './share-reads.ts'
