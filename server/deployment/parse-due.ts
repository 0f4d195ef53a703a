import { DueRule, type Text } from '#contract'

/** How a due rule is written in one cell. */
export const DUE_EXPECTED: Text = {
  vi: 'kỳ hạn như: every 5m grace 1m | workday 17:00 | monthly 15 | monthly 6 worked 17:00 | monthly last 17:00 | quarterly 1 15 | yearly 31/01 | yearly 07',
  en: 'a due rule such as: every 5m grace 1m | workday 17:00 | monthly 15 | monthly 6 worked 17:00 | monthly last 17:00 | quarterly 1 15 | yearly 31/01 | yearly 07',
}

/** Reads a due rule out of one cell; undefined when it cannot be read. */
export function parseDue(text: string): DueRule | undefined {
  const [kind = '', ...words] = text.trim().split(/\s+/)
  const grace = words.at(-2) === 'grace' ? { grace: words.splice(-2)[1] } : {}
  const by = kind !== 'every' && words.at(-1)?.includes(':') === true ? { by: words.pop() } : {}
  const worked = kind !== 'workday' && words.at(-1) === 'worked' ? { worked: words.pop() === 'worked' } : {}
  const written = shapeOf(kind, words)
  if (written === undefined) return undefined
  const parsed = DueRule.safeParse({ ...written, ...by, ...worked, ...grace })
  return parsed.success ? parsed.data : undefined
}

function shapeOf(kind: string, words: readonly string[]): object | undefined {
  const [first = '', second = ''] = words
  const count = words.length
  if (kind === 'every' && count === 1) return { every: first }
  if (kind === 'workday' && count === 0) return { calendar: kind }
  if (kind === 'monthly' && count === 1) return { calendar: kind, day: dayOf(first) }
  if (kind === 'quarterly' && count === 2) return { calendar: kind, month: numberOf(first), day: dayOf(second) }
  if (kind !== 'yearly' || count !== 1 || first.split('/').length > 2) return undefined
  const [month = '', day] = first.split('/').toReversed()
  return { calendar: kind, month: numberOf(month), ...(day === undefined ? {} : { day: dayOf(day) }) }
}

const dayOf = (text: string): number | string | undefined => (text === 'last' ? text : numberOf(text))
const numberOf = (text: string): number | undefined => (/^\d{1,2}$/.test(text) ? Number(text) : undefined)
