import * as z from 'zod'
import { type KeptSample, Period, Run, RunId, type SeriesName, SourceId, Value, ValueState } from '#contract'
import type { BatchSample } from './bus.ts'

/** Added to `at`, so that every moment since 2000 has 13 digits: publish-script.ts then compares them as text, by place. */
const AT_SHIFT = 1_000_000_000_000

/** The rarer parts of a sample: period, state, quality, coverage. `p` comes first, publish-script.ts relies on it. */
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

/** `[handle,at,value]` or `[handle,at,value,{...}]`, the same text in the log and in the latest values. */
export function encodeSample(handle: number, { at, value, period, state, quality, coverage }: BatchSample): string {
  const start = `[${handle},${at + AT_SHIFT},${typeof value === 'number' ? value : JSON.stringify(value)}`
  if (period === undefined && state === undefined && quality === undefined && coverage === undefined) return `${start}]`
  const extra: Extra = { p: period, st: state, q: quality && 1, c: coverage && [coverage.reported, coverage.expected] }
  return `${start},${JSON.stringify(extra)}]`
}

/** `<run> <received>`, the same for all samples of a batch. */
export const encodeOrigin = (run: Run): string => `${run.id} ${run.endedAt.toString(36)}`

/** The count of unchanged samples is known only inside Redis: it is put between this start and a closing brace. */
export function encodeRunStart(run: Run): string {
  return `${JSON.stringify({ ...run, unchanged: undefined }).slice(0, -1)},"unchanged":`
}

export const decodeRun = (text: string): Run => Run.parse(JSON.parse(text))

export const decodeSamples = (text: string): StoredSample[] => StoredSamples.parse(JSON.parse(`[${text}]`))

type NameOf = (handle: number) => SeriesName | undefined

export function namedSamples(run: Run, samples: readonly StoredSample[], nameOf: NameOf): KeptSample[] {
  return samples.map((sample) => named(sample, { source: run.source, run: run.id, receivedAt: run.endedAt }, nameOf))
}

const LATEST = /^[0-9a-z](\[[^\n]+\])\n([^ \n]+) ([0-9a-z]+)\n/

export function decodeLatest(entry: string, nameOf: NameOf): KeptSample {
  const [, sample = '', run = '', received = ''] = LATEST.exec(entry) ?? []
  const id = RunId.parse(run)
  const source = SourceId.parse(id.slice(0, id.indexOf(':')))
  return named(StoredSample.parse(JSON.parse(sample)), { source, run: id, receivedAt: Number.parseInt(received, 36) }, nameOf)
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
