import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { type Cursor, CURSOR_ZERO, type KeptSample } from '#contract'
import { type Bus, createRedisBus, type LogEntry } from '../../server/bus/index.ts'
import { systemClock } from '../../server/clock.ts'
import { silentLog } from '../../server/log.ts'

const EngineFile = z.object({ args: z.array(z.string()) })

/** A bus of our own on the private Redis of a test server: what the log holds, past whatever the server believes. */
export async function openLog(dataDir: string): Promise<Bus> {
  const { args } = EngineFile.parse(JSON.parse(await readFile(path.join(dataDir, 'redis', 'engine.json'), 'utf8')))
  const socketPath = args[args.indexOf('--unixsocket') + 1] ?? ''
  return openLogAt(socketPath)
}

export const openLogAt = (socketPath: string): Bus => createRedisBus({ connection: { path: socketPath }, kind: 'private', clock: systemClock, log: silentLog })

/** Every entry of the log after `from`, oldest first; throws when its beginning is gone. */
export async function readWholeLog(bus: Bus, from: Cursor = CURSOR_ZERO): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (;;) {
    const read = await bus.read(entries.at(-1)?.cursor ?? from, { count: 1_000, blockMs: 1 })
    if (read.trimmed) throw new Error('the beginning of the log is gone')
    if (read.entries.length === 0) return entries
    entries.push(...read.entries)
  }
}

/** What makes a sample itself. */
export const sampleKey = ({ series, at, value }: Pick<KeptSample, 'at' | 'value'> & { series: string }): string => `${series} ${at} ${value}`

/** How often each sample stands in the log. */
export function countSamples(entries: readonly LogEntry[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { samples } of entries) for (const sample of samples) counts.set(sampleKey(sample), (counts.get(sampleKey(sample)) ?? 0) + 1)
  return counts
}
