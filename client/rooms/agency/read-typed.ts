/** `24/11/2026` as typed here -> `2026-11-24`; undefined for what no calendar has. */
export function readDay(typed: string): string | undefined {
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed) ?? []
  if (day === undefined || month === undefined || year === undefined) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined
}

/** `2026`, `quý 3/2026`, `10/2026`, `15/10/2026` -> the period as the system writes it. */
export function readPeriod(typed: string): string | undefined {
  const text = typed.normalize('NFC').trim().toLowerCase()
  if (/^\d{4}$/.test(text)) return text
  const [, quarter, quarterYear] = /^(?:quý|quí|q)\s*([1-4])\s*[/-]\s*(\d{4})$/.exec(text) ?? []
  if (quarter !== undefined) return `${quarterYear}-Q${quarter}`
  const [, month, year] = /^(?:tháng\s*)?(\d{1,2})\s*[/-]\s*(\d{4})$/.exec(text) ?? []
  if (month !== undefined) return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : undefined
  return readDay(text)
}
