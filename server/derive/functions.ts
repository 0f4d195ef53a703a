import { type NoValue, noValue } from './no-value.ts'

export interface Hour {
  at: number
  value: number
}

/** What a function gets: values in their order, or the last hours where it asked for them, and the moment it is asked for. */
export interface Given {
  values: readonly number[]
  hours: readonly Hour[]
  asOf: number
}

const HOUR_MS = 3_600_000
/** Three quarters of the hours make a daily mean: fewer are told as none. */
const LEAST_HOURS_OF_DAY = 18

/** Those named in the contract, each with what it does. */
export const FUNCTIONS: Readonly<Record<string, (given: Given) => number | NoValue>> = {
  min: ({ values }) => Math.min(...values),
  max: ({ values }) => Math.max(...values),
  within: ({ values: [x = NaN, low = NaN, high = NaN] }) => (x >= low && x <= high ? x : noValue('outside', 'within')),
  mean24h: ({ hours, asOf }) => {
    const byHour = lastOfEachHour(hours, asOf, 24).filter((value) => value !== undefined)
    return byHour.length < LEAST_HOURS_OF_DAY ? noValue('few-hours', 'mean24h') : byHour.reduce((sum, value) => sum + value, 0) / byHour.length
  },
  vn_aqi: ({ values: [, no2 = NaN, so2 = NaN, o3 = NaN], hours, asOf }) => {
    const pm25 = nowcast(lastOfEachHour(hours, asOf, 12))
    if (pm25 === undefined) return noValue('few-hours', 'vn_aqi')
    const parts = [indexOf(pm25, STEPS.pm25), indexOf(no2, STEPS.no2), indexOf(so2, STEPS.so2), indexOf(o3, STEPS.o3)]
    const known = parts.filter((part) => part !== undefined)
    return known.length < parts.length ? noValue('outside', 'vn_aqi') : Math.round(Math.max(...known))
  },
}

/** The newest value of each of the last hours, the latest hour first. */
function lastOfEachHour(hours: readonly Hour[], asOf: number, count: number): (number | undefined)[] {
  const all: (number | undefined)[] = Array.from({ length: count }, () => undefined)
  for (const { at, value } of hours) {
    const index = Math.floor((asOf - at) / HOUR_MS)
    if (index >= 0 && index < count) all[index] = value // in order of time: a later one of the same hour wins
  }
  return all
}

/** Decision 1459/QĐ-TCMT (2019), written down from memory and to be checked: steps of concentration in µg/m³ for the index 0, 50, 100 … */
const INDEX = [0, 50, 100, 150, 200, 300, 400, 500]
const STEPS = {
  pm25: [0, 25, 50, 80, 150, 250, 350, 500],
  no2: [0, 100, 200, 700, 1_200, 2_350, 3_100, 3_850],
  so2: [0, 125, 350, 550, 800, 1_600, 2_100, 2_630],
  /** Of eight hours; above 400 the hourly mean is asked, which nobody sends. */
  o3: [0, 100, 120, 170, 210, 400],
}

function indexOf(value: number, steps: readonly number[]): number | undefined {
  const upper = steps.findIndex((step, index) => index > 0 && value <= step)
  if (upper === -1) return steps.length === INDEX.length ? INDEX.at(-1) : undefined
  const [low = 0, high = 0, from = 0, to = 0] = [steps[upper - 1], steps[upper], INDEX[upper - 1], INDEX[upper]]
  return from + ((to - from) * (value - low)) / (high - low)
}

/** Twelve hours weighed by how much they sway; two of the last three must be there. */
function nowcast(byHour: readonly (number | undefined)[]): number | undefined {
  const known = byHour.filter((value) => value !== undefined)
  if (byHour.slice(0, 3).filter((value) => value !== undefined).length < 2) return undefined
  const most = Math.max(...known)
  const weight = most === 0 ? 1 : Math.max(Math.min(...known) / most, 0.5)
  let [over, under] = [0, 0]
  byHour.forEach((value, index) => {
    if (value === undefined) return
    over += value * weight ** index
    under += weight ** index
  })
  return over / under
}
