import * as z from 'zod'
import { Cursor, type KeptSample, Period, Run, RunId, type SeriesName, type SourceId, Value, ValueState } from '#contract'
import type { BatchSample } from './bus.ts'

/** Base 36 to nine places holds every moment to beyond 2100, always at the same width. */
const AT_WIDTH = 9

/** The rarer parts of a sample; `p` only in the log, where the period is not in the head. */
const Extra = z.object({
  p: Period.optional(),
  st: ValueState.optional(),
  q: z.literal(1).optional(),
  c: z.tuple([z.int(), z.int()]).optional(),
})
type Extra = z.infer<typeof Extra>

const LogSamples = z.array(z.tuple([z.int().min(0), z.number(), Value, Extra.optional()]))
export type LogSamples = z.infer<typeof LogSamples>

/** When and what, `<at><period>=<value>`: two samples of a series with the same head are the same. */
export const encodeHead = ({ at, period = '', value }: Pick<BatchSample, 'at' | 'period' | 'value'>): string =>
  `${at.toString(36).padStart(AT_WIDTH, '0')}${period}=${JSON.stringify(value)}`

/** `,"st":…` and so on; empty for an ordinary sample, which nearly all are. */
function extraParts({ state, quality, coverage }: BatchSample): string {
  let parts = ''
  if (state !== undefined) parts += `,"st":"${state}"`
  if (quality !== undefined) parts += ',"q":1'
  if (coverage !== undefined) parts += `,"c":[${coverage.reported},${coverage.expected}]`
  return parts
}

/** What the latest value keeps beside its head. */
export function encodeExtra(sample: BatchSample): string {
  const parts = extraParts(sample)
  return parts === '' ? '' : `{${parts.slice(1)}}`
}

/** One sample of a log entry, `[handle,at,value,extra?]`. */
export function encodeLogSample(handle: number, sample: BatchSample): string {
  const start = `[${handle},${sample.at},${JSON.stringify(sample.value)}`
  const parts = (sample.period === undefined ? '' : `,"p":"${sample.period}"`) + extraParts(sample)
  return parts === '' ? `${start}]` : `${start},{${parts.slice(1)}}]`
}

/** `<run> <received>`, the same for all samples of a batch. */
export const encodeOrigin = (run: Run): string => `${run.id} ${run.endedAt.toString(36)}`

/** The count of unchanged samples is known only inside Redis: it is put between this start and a closing brace. */
export function encodeRunStart(run: Run): string {
  return `${JSON.stringify({ ...run, unchanged: undefined }).slice(0, -1)},"unchanged":`
}

export const decodeRun = (text: string): Run => Run.parse(JSON.parse(text))

export const decodeLogSamples = (text: string): LogSamples => LogSamples.parse(JSON.parse(`[${text}]`))

export function namedSamples(run: Run, samples: LogSamples, nameOf: (handle: number) => SeriesName | undefined): KeptSample[] {
  return samples.map(([handle, at, value, extra = {}]) => ({
    series: knownName(handle, nameOf), at, value, ...spread(extra), source: run.source, run: run.id, receivedAt: run.endedAt,
  }))
}

/** `<n><head>` · `<run> <received> <extra?>` · then n remembered heads, oldest first, each on a line of its own. */
const LATEST = /^[0-9a-g]([0-9a-z]{9})([^=\n]*)=([^\n]+)\n([^ \n]+) ([0-9a-z]+)(?: ([^\n]+))?\n/

export function decodeLatest(handle: number, entry: string, nameOf: (handle: number) => SeriesName | undefined): KeptSample {
  const [, at = '', period = '', value = '', run = '', received = '', extra = '{}'] = LATEST.exec(entry) ?? []
  const rest = Extra.parse(JSON.parse(extra))
  return {
    series: knownName(handle, nameOf), at: wholeNumber(at), value: Value.parse(JSON.parse(value)),
    ...spread(period === '' ? rest : { ...rest, p: Period.parse(period) }),
    source: run.slice(0, run.indexOf(':')) as SourceId, // the part before the first `:` of a run's id
    run: RunId.parse(run), receivedAt: wholeNumber(received),
  }
}

const spread = ({ p, st, q, c }: Extra): Pick<KeptSample, 'period' | 'state' | 'quality' | 'coverage'> => ({
  ...(p === undefined ? {} : { period: p }),
  ...(st === undefined ? {} : { state: st }),
  ...(q === undefined ? {} : { quality: 'suspect' as const }),
  ...(c === undefined ? {} : { coverage: { reported: c[0], expected: c[1] } }),
})

function knownName(handle: number, nameOf: (handle: number) => SeriesName | undefined): SeriesName {
  const name = nameOf(handle)
  if (name === undefined) throw new Error(`series handle ${handle} has no name`)
  return name
}

function wholeNumber(base36: string): number {
  const number = Number.parseInt(base36, 36)
  if (!Number.isSafeInteger(number)) throw new Error(`not a number in base 36: ${base36.slice(0, 20)}`)
  return number
}

export const parseCursor = (value: unknown): Cursor => Cursor.parse(value)
