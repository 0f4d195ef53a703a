import { type Indicator, TargetAsked, type TargetRegistration } from '#contract'
import { formatNumber, type Locale, unitText } from '../../locale/index.ts'
import { readAmount } from './read-amount.ts'

export const SPAN_KINDS = ['year', 'quarter', 'month', 'days'] as const
export type SpanKind = (typeof SPAN_KINDS)[number]

/** One planned value as typed. `key` tells rows apart. */
export interface TypedValue {
  key: number
  text: string
  main: boolean
  number: string
  day: string
  about: string
}

export interface TypedTarget {
  indicator: string
  subject: string
  span: SpanKind
  year: string
  /** 1 to 4, 1 to 12. */
  quarter: string
  month: string
  from: string
  to: string
  values: TypedValue[]
  reason: string
}

/** What is wrong by the place it is in (`/values/0/value`): a key of the locale with what fills it. */
export type TypedFaults = Record<string, { key: string; fill?: Record<string, string> }>

export const MOST_VALUES = 5
const SHORTEST_REASON = 10

export const emptyTarget = (indicator: string, subject: string, today: string): TypedTarget => ({
  indicator, subject, span: 'year', year: today.slice(0, 4), quarter: String(Math.ceil(Number(today.slice(5, 7)) / 3)), month: String(Number(today.slice(5, 7))), from: today, to: '', reason: '',
  values: [{ key: 1, text: '', main: true, number: '', day: '', about: '' }],
})

/** Another one on the same paper, not the main one. */
export const nextValue = (values: readonly TypedValue[]): TypedValue => ({ ...(values.at(-1) ?? { number: '', day: '', about: '' }), key: Math.max(0, ...values.map(({ key }) => key)) + 1, text: '', main: false })

/** What was sent back, to be mended and sent again. */
export function typedAgain({ indicator, subject, period, validFrom, validTo, values, reason }: TargetRegistration, locale: Locale): TypedTarget {
  const [year = validFrom.slice(0, 4), part] = (period ?? '').split('-')
  const span = period === undefined ? 'days' : part === undefined ? 'year' : part.startsWith('Q') ? 'quarter' : 'month'
  return {
    ...emptyTarget(indicator, subject, validFrom), span, year: year === '' ? validFrom.slice(0, 4) : year, ...(span === 'quarter' && { quarter: part?.slice(1) ?? '1' }), ...(span === 'month' && { month: String(Number(part)) }),
    from: validFrom, to: validTo ?? '', reason,
    values: values.map(({ value, main, paper }, i) => ({ key: i + 1, text: formatNumber(value, Number.isInteger(value) ? 0 : Math.min(6, String(value).split('.')[1]?.length ?? 0), locale), main, number: paper.number, day: paper.day, about: paper.about })),
  }
}

/** What is asked for, or what must be mended first; the server looks at all of it again. */
export function readTarget(typed: TypedTarget, indicator: Indicator, locale: Locale): { asked: TargetAsked } | { faults: TypedFaults } {
  const faults: TypedFaults = {}
  const days = daysOf(typed, faults)
  const values = typed.values.map(({ text, main, number, day, about }, i) => {
    const amount = readAmount(text, locale)
    if (text.trim() === '') faults[`/values/${i}/value`] = { key: 'targets.noValue' }
    else if (amount === undefined) faults[`/values/${i}/value`] = { key: 'targets.noNumber', fill: { text } }
    else if (amount.unit !== undefined && ![indicator.unit, unitText(indicator.unit, locale)].includes(amount.unit)) faults[`/values/${i}/value`] = { key: 'targets.wrongUnit', fill: { unit: unitText(indicator.unit, locale), typed: amount.unit } }
    if (number.trim() === '') faults[`/values/${i}/paper/number`] = { key: 'targets.noPaperNumber' }
    if (day === '') faults[`/values/${i}/paper/day`] = { key: 'targets.noPaperDay' }
    if (about.trim().length < 3) faults[`/values/${i}/paper/about`] = { key: 'targets.noPaperAbout' }
    return { value: amount?.value ?? Number.NaN, main, paper: { number: number.trim(), day, about: about.trim() } }
  })
  if (typed.reason.trim().length < SHORTEST_REASON) faults['/reason'] = { key: 'targets.shortReason' }
  if (Object.keys(faults).length > 0) return { faults }
  const asked = TargetAsked.safeParse({ indicator: typed.indicator, subject: typed.subject, unit: indicator.unit, ...days, values, reason: typed.reason.trim() })
  if (asked.success) return { asked: asked.data }
  return { faults: Object.fromEntries(asked.error.issues.map(({ path }) => [`/${path.join('/')}`, { key: 'targets.wrong' }])) }
}

function daysOf({ span, year, quarter, month, from, to }: TypedTarget, faults: TypedFaults): Pick<TargetAsked, 'period' | 'validFrom' | 'validTo'> {
  if (span === 'days') {
    if (from === '') faults['/validFrom'] = { key: 'targets.noFrom' }
    else if (to !== '' && to < from) faults['/validTo'] = { key: 'targets.reversed' }
    return { validFrom: from, ...(to !== '' && { validTo: to }) }
  }
  if (!/^20\d{2}$/.test(year)) faults['/period'] = { key: 'targets.noYear' }
  return { period: span === 'year' ? year : span === 'quarter' ? `${year}-Q${quarter}` : `${year}-${month.padStart(2, '0')}` }
}
