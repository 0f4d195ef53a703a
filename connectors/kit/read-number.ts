/** How a department writes a number. */
export type NumberFormat = 'json' | 'vi'

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/
/** 1.234.567,5 or 1 234 567,5 (one kind of separator, groups of three) or 1234567,5. */
const VI_NUMBER = /^[-\u2212]?(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[\u00A0\u202F ]\d{3})+|\d+)(?:,\d+)?$/

/**
 * A finite number, or undefined. A text is read by the format its system declares and by no other: `1.234` is 1,234 in
 * one and a little over one in the other, and nothing in the text says which. A true JSON number needs no format.
 */
export function readNumber(raw: unknown, format: NumberFormat): number | undefined {
  const value = typeof raw === 'string' ? parseText(raw.trim(), format) : raw
  return typeof value === 'number' && Number.isFinite(value) ? value + 0 : undefined
}

function parseText(text: string, format: NumberFormat): number | undefined {
  if (text.length > 40) return undefined
  if (format === 'json') return JSON_NUMBER.test(text) ? Number(text) : undefined
  if (!VI_NUMBER.test(text)) return undefined
  return Number(text.replace(/[.\u00A0\u202F ]/g, '').replace(',', '.').replace('\u2212', '-'))
}

/** 0.57 x 100 is 56.99999999999999 in binary; 15 digits are all a double holds for certain. */
export const scaleNumber = (value: number, scale: number): number => Number((value * scale).toPrecision(15))

/** Beyond 2^53 a whole number may already have lost its last digits on the way. */
export const isExact = (value: number): boolean => !Number.isInteger(value) || Number.isSafeInteger(value)
