/** Keeps samples, rolls them up by hour and day, and answers questions about the past. */
export { type Backfill, type BackfillHour, createBackfill } from './backfill.ts'
export type { BackfillSample } from './backfill-samples.ts'
export { createDayStart, type DayStart } from './day-of.ts'
export { createPartitions, type Partitions } from './partitions.ts'
export { createPast } from './past.ts'
export { createRecent, type History, type KeptPast, type RecentDeps, type RangeAnswer, type RangeQuery } from './recent.ts'
export { createWriter, READER, type Writer, type WriterState } from './writer.ts'
