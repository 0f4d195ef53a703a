import { type Catalogue, type FeedId, isBackfilled, type IndicatorId, type KeptSample, type Lineage, type LineageFormula, type LineageRecord, type NoRecord, type RawAnswer, type Run, type SeriesName, type SourceId } from '#contract'
import type { Bus } from '../bus/bus.ts'
import { DbUnavailableError } from '../db/index.ts'

export interface LineageDeps {
  bus: Pick<Bus, 'latest' | 'run' | 'runs'>
  /** What PostgreSQL keeps; each throws `DbUnavailableError` while there is none. */
  kept: {
    told(query: { series: SeriesName; at: number; period: string | undefined }): Promise<KeptSample[]>
    run(id: string): Promise<Run | undefined>
    /** The last good pass of the same source that ended before this one began. */
    runBefore(run: Run): Promise<Run | undefined>
    inForceAt(names: readonly SeriesName[], at: number): Promise<KeptSample[]>
  }
  openRaw(answer: RawAnswer): Promise<Uint8Array>
  /** The record of that pass a sample was read out of, found again in its bytes. */
  findRecord(asked: { parts: readonly RawBytes[]; run: Run; sample: KeptSample; before(): Promise<{ run: Run; parts: readonly RawBytes[] } | undefined> }): Promise<LineageRecord | undefined>
  /** The rule behind a figure that was computed here, and what it reads; undefined for what was delivered. */
  explain(sample: KeptSample): Explanation | undefined
  /** What it was made of, where that is still known. */
  madeOf(sample: KeptSample): readonly KeptSample[] | undefined
  catalogue(): Catalogue
  freshnessOf(sample: KeptSample): Lineage['freshness']
  feedOf(indicator: IndicatorId): FeedId | undefined
}

/** Bytes of one answer, as received. */
export interface RawBytes {
  body: Uint8Array
  contentType?: string
  from: string
}

export interface Explanation extends Pick<LineageFormula, 'kind' | 'text' | 'version'> {
  inputs: readonly SeriesName[]
}

export interface LineageQuestion {
  series: SeriesName
  /** Epoch ms; without it the latest value. */
  at: number | undefined
  /** May who asks see passes and bytes of this source? */
  maySee(source: SourceId): boolean
}

const INPUTS_SHOWN = 100
/** As many of a source as the bus keeps. */
const MOST_RUNS = 1_000
/** Later than any moment a sample may have. */
const EVER = 4_102_444_800_000

/** The way back from a figure: who told it, by which pass, out of which record of which bytes; or by which rule from which other figures. */
export function createLineage(deps: LineageDeps): { of(question: LineageQuestion): Promise<Lineage | undefined>; bytes(source: SourceId, run: string, n: number): Promise<RawBytes | undefined> } {
  const orNothing = async <T>(asked: Promise<T>, otherwise: T): Promise<T> => asked.catch((thrown: unknown) => {
    if (thrown instanceof DbUnavailableError) return otherwise
    throw thrown
  })
  const runOf = async (source: SourceId, id: string): Promise<Run | undefined> => (await deps.bus.run(source, id)) ?? (await orNothing(deps.kept.run(id), undefined))
  const latestOf = async (series: readonly SeriesName[]): Promise<KeptSample[]> => {
    const wanted = new Set(series)
    const feeds = [...new Set(series.map((one) => deps.feedOf(one.slice(0, one.indexOf('@')) as IndicatorId)).filter((feed) => feed !== undefined))] // first part of a series
    return (await deps.bus.latest(feeds)).samples.filter((one) => wanted.has(one.series))
  }

  async function toldOf({ series, at }: LineageQuestion): Promise<KeptSample[]> {
    const [latest] = await latestOf([series])
    // Of an area that has ended the bus holds nothing any more; what was kept last is its latest.
    const asked = at ?? latest?.at ?? (await orNothing(deps.kept.inForceAt([series], EVER), []))[0]?.at
    if (asked === undefined) return []
    const now = latest?.at === asked ? latest : undefined
    const told = await orNothing(deps.kept.told({ series, at: asked, period: now?.period }), [])
    // History may not have taken the newest yet.
    return now === undefined || told.some(({ run, value }) => run === now.run && value === now.value) ? told : [now, ...told]
  }

  async function formulaOf({ at }: LineageQuestion, sample: KeptSample): Promise<LineageFormula | undefined> {
    const rule = deps.explain(sample)
    if (rule === undefined) return undefined
    const shown = rule.inputs.slice(0, INPUTS_SHOWN)
    const known = new Map((at === undefined ? await latestOf(shown) : await orNothing(deps.kept.inForceAt(shown, sample.at), [])).map((one) => [one.series, one]))
    const made = deps.madeOf(sample)
    const counted = made && new Map(made.map((one) => [one.series, one]))
    for (const [series, one] of counted ?? []) known.set(series, one)
    return {
      kind: rule.kind, text: rule.text, ...(rule.version === undefined ? {} : { version: rule.version }), inputCount: rule.inputs.length,
      inputs: shown.map((one) => {
        const value = known.get(one)
        return { series: one, ...(value === undefined ? {} : { at: iso(value.at), value: value.value, ...(value.coverage === undefined ? {} : { coverage: value.coverage }), ...(counted === undefined ? {} : { counted: counted.has(one) }) }) }
      }),
    }
  }

  async function bytesOf(run: Run): Promise<(RawBytes | 'gone' | 'damaged')[]> {
    return await Promise.all(run.raw.map(async (answer) => {
      try {
        return { body: await deps.openRaw(answer), from: '', ...(answer.contentType === undefined ? {} : { contentType: answer.contentType }) }
      } catch (thrown) {
        return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT' ? 'gone' : 'damaged'
      }
    }))
  }

  /** What a rate stands on: the last pass before that brought anything, with all its bytes. */
  async function passBefore(run: Run): Promise<{ run: Run; parts: RawBytes[] } | undefined> {
    const kept = await deps.bus.runs(run.source, MOST_RUNS)
    const earlier = kept.find((one) => one.endedAt <= run.startedAt && one.error === undefined && one.raw.length > 0) ?? (await orNothing(deps.kept.runBefore(run), undefined))
    if (earlier === undefined) return undefined
    const parts = (await bytesOf(earlier)).filter((part) => typeof part !== 'string')
    return parts.length === earlier.raw.length ? { run: earlier, parts } : undefined
  }

  async function passOf(sample: KeptSample, maySee: boolean): Promise<Pick<Lineage, 'run' | 'record' | 'noRecord'>> {
    const run = await runOf(sample.source, sample.run)
    if (run === undefined) return { noRecord: 'run-forgotten' }
    const parts = maySee ? await bytesOf(run) : []
    const told = (noRecord: NoRecord | undefined, record?: Lineage['record']): Pick<Lineage, 'run' | 'record' | 'noRecord'> => ({
      run: {
        id: run.id, startedAt: iso(run.startedAt), endedAt: iso(run.endedAt), accepted: run.accepted, rejected: run.rejected,
        rejects: maySee ? run.rejects.map(({ index, code, reason }) => ({ index, code, reason })) : [],
        ...(run.error === undefined ? {} : { error: run.error }),
        raw: run.raw.map(({ place: _place, ...answer }, i) => ({ ...answer, state: !maySee ? 'hidden' : stateOf(parts[i]) })),
      },
      ...(noRecord === undefined ? {} : { noRecord }),
      ...(record === undefined ? {} : { record }),
    })
    if (!maySee) return told('no-right')
    const whole = parts.filter((part) => typeof part !== 'string')
    if (whole.length === 0 || whole.length < parts.length) return told('bytes-gone')
    const record = await deps.findRecord({ parts: whole, run, sample, before: () => passBefore(run) })
    return record === undefined ? told('not-found') : told(undefined, record)
  }

  return {
    async of(question) {
      const told = await toldOf(question)
      const [sample] = told
      if (sample === undefined) return undefined
      const info = deps.catalogue().sources.find(({ id }) => id === sample.source)
      const formula = await formulaOf(question, sample)
      const isMadeUp = isBackfilled(sample.source)
      const pass = isMadeUp ? { noRecord: 'made-up' as const } : formula === undefined ? await passOf(sample, question.maySee(sample.source)) : { noRecord: 'computed' as const }
      return {
        series: sample.series, at: iso(sample.at), value: sample.value, freshness: deps.freshnessOf(sample),
        ...(sample.period === undefined ? {} : { period: sample.period }),
        ...(sample.state === undefined ? {} : { state: sample.state }),
        ...(sample.quality === undefined ? {} : { suspect: true }),
        ...(sample.coverage === undefined ? {} : { coverage: sample.coverage }),
        origin: isMadeUp ? 'backfill' : (info?.origin ?? 'real'),
        source: { id: sample.source, ...(info === undefined ? {} : { title: info.title, system: info.system }) },
        told: told.map(({ value, source, run, receivedAt, state, coverage }) => ({
          value, source, run, receivedAt: iso(receivedAt), ...(state === undefined ? {} : { state }), ...(coverage === undefined ? {} : { coverage }),
        })),
        ...(formula === undefined ? {} : { formula }),
        ...pass,
      }
    },
    async bytes(source, id, n) {
      const run = await runOf(source, id)
      if (run === undefined || run.source !== source) return undefined
      const part = (await bytesOf(run))[n]
      return typeof part === 'string' ? undefined : part
    },
  }
}

const iso = (at: number): string => new Date(at).toISOString()

const stateOf = (part: RawBytes | 'gone' | 'damaged' | undefined) => (part === undefined ? 'gone' : typeof part === 'string' ? part : 'kept')
