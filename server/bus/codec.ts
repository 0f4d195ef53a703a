import * as z from 'zod'
import { type KeptSample, Period, Run, RunId, type SeriesName, SourceId, Value, ValueState } from '#contract'
import type { BatchSample } from './bus.ts'

/** Added to `at`, as the log has had it from the beginning. */
const AT_SHIFT = 1_000_000_000_000

/** The rarer parts of a sample: period, state, quality, coverage. */
const Extra = z.object({
  p: Period.optional(),
  st: ValueState.optional(),
  q: z.literal(1).optional(),
  c: z.tuple([z.int(), z.int()]).optional(),
})
type Extra = z.infer<typeof Extra>

const StoredSample = z.tuple([z.int().min(0), z.number().min(AT_SHIFT), Value, Extra.optional()])
const StoredSamples = z.array(StoredSample)
export type StoredSample = z.infer<typeof StoredSample>

/** `at,value` or `at,value,{...}`: in the log as `[handle,…]`, in a page of latest values before the origin. */
export function encodeSample({ at, value, period, state, quality, coverage }: BatchSample): string {
  const start = `${at + AT_SHIFT},${typeof value === 'number' ? value : JSON.stringify(value)}`
  if (period === undefined && state === undefined && quality === undefined && coverage === undefined) return start
  const extra: Extra = { p: period, st: state, q: quality && 1, c: coverage && [coverage.reported, coverage.expected] }
  return `${start},${JSON.stringify(extra)}`
}

/** `<run> <received>`, the same for all samples of a batch. */
export const encodeOrigin = (run: Run): string => `${run.id} ${run.endedAt.toString(36)}`

export const decodeRun = (text: string): Run => Run.parse(JSON.parse(text))

export function decodeSamples(text: string): StoredSample[] {
  const parsed: unknown = JSON.parse(`[${text}]`)
  return Array.isArray(parsed) && parsed.every(isPlain) ? parsed : StoredSamples.parse(parsed)
}

const decodeSample = (text: string): StoredSample => {
  const parsed: unknown = JSON.parse(text)
  return isPlain(parsed) ? parsed : StoredSample.parse(parsed)
}

/** Nearly all samples are three plain fields, and the log is read by many: the schema costs ten times what looking at them does. */
function isPlain(one: unknown): one is [number, number, Value] {
  if (!Array.isArray(one) || one.length !== 3) return false
  const [handle, at, value]: unknown[] = one
  return Number.isSafeInteger(handle) && Number(handle) >= 0 && typeof at === 'number' && at >= AT_SHIFT && Number.isFinite(value)
}

type NameOf = (handle: number) => SeriesName | undefined

export function namedSamples(run: Run, samples: readonly StoredSample[], nameOf: NameOf): KeptSample[] {
  return samples.map((sample) => named(sample, { source: run.source, run: run.id, receivedAt: run.endedAt }, nameOf))
}

/** The origin stands behind the last newline: JSON has none. */
export function decodeLatest(handle: number, entry: string, nameOf: NameOf): KeptSample {
  const cut = entry.indexOf('\n')
  const [run = '', received = ''] = entry.slice(cut + 1).split(' ')
  const id = RunId.parse(run)
  const source = SourceId.parse(id.slice(0, id.indexOf(':')))
  const receivedAt = Number.parseInt(received, 36)
  if (Number.isNaN(receivedAt)) throw new Error('latest value without the moment it came')
  return named(decodeSample(`[${handle},${entry.slice(0, cut)}]`), { source, run: id, receivedAt }, nameOf)
}

/** What the rules need of an entry; undefined where it cannot be read, and then anything is newer. */
export function decodeState(entry: string): Pick<BatchSample, 'at' | 'value' | 'period' | 'coverage'> | undefined {
  try {
    const [, at, value, extra = {}] = decodeSample(`[0,${entry.slice(0, entry.indexOf('\n'))}]`)
    return { at: at - AT_SHIFT, value, ...spread(extra) }
  } catch {
    return undefined
  }
}

function named([handle, at, value, extra = {}]: StoredSample, origin: Pick<KeptSample, 'source' | 'run' | 'receivedAt'>, nameOf: NameOf): KeptSample {
  const series = nameOf(handle)
  if (series === undefined) throw new Error(`series handle ${handle} has no name`)
  return { series, at: at - AT_SHIFT, value, ...spread(extra), ...origin }
}

const spread = ({ p, st, q, c }: Extra): Pick<KeptSample, 'period' | 'state' | 'quality' | 'coverage'> => ({
  ...(p === undefined ? {} : { period: p }),
  ...(st === undefined ? {} : { state: st }),
  ...(q === undefined ? {} : { quality: 'suspect' as const }),
  ...(c === undefined ? {} : { coverage: { reported: c[0], expected: c[1] } }),
})
