import type { Locale } from '../../locale/index.ts'

/** A number as people type it, with or without its unit: `1.234,5`, `95 %`, `1.200 tỷ đồng`. */
export type Amount = { value: number; unit: string | undefined } | undefined

const WHOLE = /^([+\-−]?[\d.,\s]*\d)\s*(\D.*)?$/u

/** Undefined where it is no number. In Vietnamese the comma is the decimal mark, and a point only where it does not part thousands. */
export function readAmount(typed: string, locale: Locale): Amount {
  const [, digits, unit] = WHOLE.exec(typed.normalize('NFC').trim()) ?? []
  if (digits === undefined) return undefined
  const [thousands, decimal] = locale === 'vi' ? ['.', ','] : [',', '.']
  const text = digits.replace('−', '-').replace(/\s/g, '')
  const isParted = new RegExp(`^[+-]?\\d{1,3}(?:\\${thousands}\\d{3})+(?:\\${decimal}\\d+)?$`).test(text)
  const plain = isParted ? text.replaceAll(thousands ?? '', '').replace(decimal ?? '', '.') : text.replace(',', '.')
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? { value: Number(plain), unit: unit?.trim() } : undefined
}
