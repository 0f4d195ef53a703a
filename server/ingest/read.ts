import type { Finding, Reject, Sample, Text } from '#contract'
import { type Delivery, type DeliveryPreview, type InboxDriver, normalise, recordOfRow, SourceError } from '#kit'
import { BusUnavailableError } from '../bus/bus.ts'
import type { ConfiguredSource } from './configure.ts'
import { withoutHeldBack } from './drift/words.ts'
import type { PassDeps } from './pass.ts'

/** A delivery as it would count, and nothing done about it. */
export type Read =
  | {
    ok: true
    preview: DeliveryPreview
    /** `row` as the sender's program numbers it; absent where the system rearranges rows. */
    figures: { row: number | undefined; sample: Sample }[]
    /** The first thousand; `rejectCount` counts all. */
    rejects: (Reject & { row?: number })[]
    rejectCount: number
    /** In what it is unlike what was signed off before; absent when that could not be looked up. */
    findings?: Finding[]
  }
  /** Nothing of it can be read; why, in plain words. */
  | { ok: false; reason: Text }

/** Opens, previews and normalises a delivery that is handed in; keeps and publishes nothing. */
export async function readHandedIn(source: ConfiguredSource, delivery: Delivery, deps: Pick<PassDeps, 'clock' | 'contextFor' | 'sent'>): Promise<Read> {
  const { preview: readRows } = source.driver as InboxDriver<unknown> // the caller looked it up among those that are handed in
  if (readRows === undefined) throw new Error(`driver ${source.driver.protocol} is handed in and has no preview`)
  try {
    const preview = await readRows(source.config, delivery)
    const context = { ...deps.contextFor(source), receivedAt: deps.clock.now() }
    const read = normalise({ system: source.system, records: preview.rows.map(recordOfRow), context })
    const { samples, origins, rejects, rejectedCount } = read
    const watched = samples.length === 0 ? undefined : await deps.sent?.compare(source, { ...read, context }).catch(ignoreOutage)
    const rowOf = (index: number | undefined) => (source.system.reshape !== undefined || index === undefined ? undefined : preview.rows[index]?.row)
    return {
      ok: true, preview,
      figures: samples.map(({ feed: _feed, ...sample }, i) => ({ row: rowOf(origins[i]), sample })),
      rejects: rejects.map((reject) => {
        const row = rowOf(reject.index)
        return row === undefined ? reject : { ...reject, row }
      }),
      rejectCount: rejectedCount,
      ...(watched === undefined ? {} : { findings: watched.verdict.findings.map(told).toSorted((a, b) => Number(a.severity === 'note') - Number(b.severity === 'note')) }),
    }
  } catch (thrown) {
    if (thrown instanceof SourceError) return { ok: false, reason: thrown.text }
    throw thrown
  }
}

/** For who fills in a table: nothing is held back, and our names of its columns say nothing to them. */
function told(one: Finding): Finding {
  const { vi, en } = withoutHeldBack(one.text)
  const plain = (text: string) => text.replaceAll(/ \(\/[\w/]+\)/g, '')
  return { ...one, held: 0, text: { vi: plain(vi), en: plain(en) } }
}

/** A table can be looked at without the bus; who signs it off must know what it was compared with. */
function ignoreOutage(thrown: unknown): undefined {
  if (!(thrown instanceof BusUnavailableError)) throw thrown
}
