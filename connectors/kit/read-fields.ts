import { Period, ValueState } from '#contract'

/** The Vietnamese words departments print for how final a figure is. */
const STATE_WORDS: Record<string, ValueState> = { 'ước': 'estimated', 'ước tính': 'estimated', 'sơ bộ': 'preliminary', 'chính thức': 'official' }

/** A period of the calendar; a bare year may come as a number. Undefined when it is none. */
export function readPeriod(raw: unknown): string | undefined {
  const text = typeof raw === 'number' ? String(raw) : raw
  const parsed = Period.safeParse(text)
  if (!parsed.success) return undefined
  const [year, month, day] = parsed.data.split('-')
  if (month === undefined || month.startsWith('Q')) return parsed.data
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1')))
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day ?? '1') ? parsed.data : undefined
}

/** How final the figure is; undefined when the word is not known. */
export function readState(raw: unknown): ValueState | undefined {
  const parsed = ValueState.safeParse(raw)
  if (parsed.success) return parsed.data
  const word = typeof raw === 'string' ? raw.trim().normalize('NFC').toLowerCase() : ''
  return Object.hasOwn(STATE_WORDS, word) ? STATE_WORDS[word] : undefined
}

/** The short text of a state; undefined when there is none fit to print. Line breaks and other controls have no place on a wall. */
export function readWord(raw: unknown): string | undefined {
  const text = typeof raw === 'string' ? raw.trim() : typeof raw === 'boolean' || typeof raw === 'number' ? String(raw) : ''
  return text !== '' && text.length <= 64 && !/\p{Cc}/u.test(text) ? text : undefined
}
