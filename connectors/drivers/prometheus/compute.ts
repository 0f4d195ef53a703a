import type { BusyPercent, Labels, PrometheusConfig, Rate, UsedPercent } from './config.ts'
import type { Counters } from './remember-counters.ts'
import { seriesKey } from './remember-counters.ts'
import type { MetricRecord } from './parse-exposition.ts'

/** A record we computed: it looks like one the exporter sent. */
type Computed = Pick<MetricRecord, 'name' | 'labels' | 'value'>

export interface Passes {
  now: readonly MetricRecord[]
  /** Counters of the pass before and how long ago it was; undefined at a first pass. */
  before: { counters: Counters; elapsedMs: number } | undefined
}

/** All records the settings ask to be computed. What cannot be known (first pass, a counter that began anew) is left out. */
export function computeRecords(config: PrometheusConfig, passes: Passes): Computed[] {
  const computed: Computed[] = []
  const add = (as: string, value: number | undefined): void => {
    if (value !== undefined && Number.isFinite(value)) computed.push({ name: as, labels: {}, value })
  }
  for (const rate of config.rates) add(rate.as, ratePerSecond(rate, passes))
  for (const one of config.compute) add(one.as, one.kind === 'busy-percent' ? busyPercent(one, passes) : usedPercent(one, passes.now))
  return computed
}

/** Counters that must be remembered until the next pass. */
export function isRemembered(record: MetricRecord, config: PrometheusConfig): boolean {
  return config.rates.some((rate) => rate.name === record.name && matches(record, rate.labels, rate.not))
    || config.compute.some((one) => one.kind === 'busy-percent' && one.of === record.name)
}

/** The counters a computed record stands on, in this pass and the one before; undefined for one that needs no pass before. */
export function partOf(name: string, { rates, compute }: PrometheusConfig): ((record: MetricRecord) => boolean) | undefined {
  const rate = rates.find(({ as }) => as === name)
  if (rate !== undefined) return (record) => record.name === rate.name && matches(record, rate.labels, rate.not)
  const busy = compute.find((one) => one.kind === 'busy-percent' && one.as === name)
  return busy?.kind === 'busy-percent' ? (record) => record.name === busy.of : undefined
}

function ratePerSecond(rate: Rate, { now, before }: Passes): number | undefined {
  const grown = increase(now.filter((record) => record.name === rate.name && matches(record, rate.labels, rate.not)), before)
  return grown === undefined || before === undefined ? undefined : grown / (before.elapsedMs / 1000)
}

/** The share of time not spent idle, over all processors. */
function busyPercent({ of, idle }: BusyPercent, { now, before }: Passes): number | undefined {
  const all = now.filter((record) => record.name === of)
  const total = increase(all, before)
  const resting = increase(all.filter((record) => matches(record, idle, undefined)), before)
  if (total === undefined || resting === undefined || total <= 0 || resting > total) return undefined
  return 100 * (1 - resting / total)
}

function usedPercent({ total, free, labels }: UsedPercent, now: readonly MetricRecord[]): number | undefined {
  const whole = sum(now.filter((record) => record.name === total && matches(record, labels, undefined)))
  const rest = sum(now.filter((record) => record.name === free && matches(record, labels, undefined)))
  return whole === undefined || rest === undefined || whole <= 0 || rest < 0 || rest > whole ? undefined : 100 * (1 - rest / whole)
}

/**
 * How much counters grew together since the pass before. A series that was not there before counts from the next pass on;
 * one that fell has begun anew, and then nobody knows the growth of the whole.
 */
function increase(records: readonly MetricRecord[], before: Passes['before']): number | undefined {
  let grown: number | undefined
  for (const record of records) {
    const earlier = before?.counters.get(seriesKey(record))
    if (earlier === undefined) continue
    if (typeof record.value !== 'number' || record.value < earlier) return undefined
    grown = (grown ?? 0) + record.value - earlier
  }
  return grown
}

function sum(records: readonly MetricRecord[]): number | undefined {
  let total: number | undefined
  for (const { value } of records) {
    if (typeof value !== 'number') return undefined
    total = (total ?? 0) + value
  }
  return total
}

const hasLabel = (record: MetricRecord, [name, wanted]: [string, string | string[]]): boolean =>
  Array.isArray(wanted) ? wanted.includes(record.labels[name] ?? '') : record.labels[name] === wanted

function matches(record: MetricRecord, labels: Labels | undefined, not: Labels | undefined): boolean {
  return Object.entries(labels ?? {}).every((one) => hasLabel(record, one)) && !Object.entries(not ?? {}).some((one) => hasLabel(record, one))
}
