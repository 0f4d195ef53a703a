import type { Run } from '#contract'
import { type DriverIo, type InboxDriver, normalise, type PollDriver, type RawPart, SourceError } from '#kit'
import type { ConfiguredSource } from './configure.ts'
import type { PassDeps } from './pass.ts'
import { readDown } from './write-down.ts'

/** What today's mapping makes of the bytes of a former pass. */
export type Replayed = { ok: true; normalised: ReturnType<typeof normalise> } | { ok: false; reason: string }

/**
 * Reads kept bytes once more, through the same driver and the mapping in force now; asks nobody, keeps and publishes nothing. A
 * pass that stood on an earlier one (a rate between two counters) cannot be had from its own bytes alone: its samples are missing then.
 */
export async function replay(source: ConfiguredSource, parts: readonly RawPart[], run: Pick<Run, 'endedAt'>, deps: Pick<PassDeps, 'contextFor'>): Promise<Replayed> {
  try {
    const records = await recordsOf(source, parts, run.endedAt)
    return { ok: true, normalised: normalise({ system: source.system, records, context: { ...deps.contextFor(source), receivedAt: run.endedAt } }) }
  } catch (thrown) {
    if (thrown instanceof SourceError) return { ok: false, reason: thrown.message }
    throw thrown
  }
}

async function recordsOf({ driver, config }: ConfiguredSource, parts: readonly RawPart[], now: number): Promise<unknown[]> {
  const single = driver.kind === 'listen' ? parts.flatMap(({ body }) => readDown(body)) : parts
  if (driver.reopen !== undefined) return await driver.reopen(config, single)
  if (driver.kind === 'inbox') return await openAll(driver, config, parts)
  if (driver.kind === 'poll') return (await driver.collect(config, recordedIo(driver, parts, now))).records
  throw new SourceError('malformed', { vi: `Giao thức ${driver.protocol} không đọc lại được câu trả lời đã lưu`, en: `The protocol ${driver.protocol} cannot read a kept answer again` })
}

async function openAll(driver: InboxDriver<unknown>, config: unknown, parts: readonly RawPart[]): Promise<unknown[]> {
  const records: unknown[] = []
  for (const { body, contentType = 'application/octet-stream' } of parts) records.push(...(await driver.open(config, { body, contentType })))
  return records
}

/** The department is played by what it answered then. */
function recordedIo({ protocol }: PollDriver<unknown>, parts: readonly RawPart[], now: number): DriverIo {
  const left = [...parts]
  return {
    fetch: () => {
      const next = left.shift()
      if (next === undefined) return Promise.reject(new SourceError('malformed', { vi: `Bộ nối ${protocol} nay hỏi nhiều câu hơn số câu trả lời đã lưu`, en: `The driver ${protocol} asks more questions now than answers were kept` }))
      return Promise.resolve({ status: 200, headers: { 'content-type': next.contentType ?? 'application/octet-stream' }, body: next.body })
    },
    signal: new AbortController().signal,
    now: () => now,
    bookmark: undefined,
  }
}
