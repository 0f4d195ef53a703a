import { UnreadableField } from '#kit'

/** The columns that are of one leased service, and of nothing else. */
const OF_SERVICE = ['sanSang', 'thangConLai'] as const

/**
 * A row with the code of a leased service is of that service, not of the area it also names. Without the code its figures
 * are of nobody: taken as they stand they would be the province's.
 */
export function nameServices(records: unknown[]): unknown[] {
  return records.map((record) => {
    if (typeof record !== 'object' || record === null || record instanceof UnreadableField) return record
    const row: Record<string, unknown> = { ...record }
    const code = typeof row['maDichVu'] === 'string' ? row['maDichVu'].trim() : ''
    if (code !== '') return { ...row, doiTuong: `site.leased-${code.toLowerCase()}` }
    const nobodys = OF_SERVICE.filter((field) => row[field] !== undefined && row[field] !== null)
    return nobodys.length === 0 ? record : { ...row, ...Object.fromEntries(nobodys.map((field) => [field, withoutCode(row[field])])) }
  })
}

/** A cell that could not be read says why itself. */
const withoutCode = (value: unknown): UnreadableField =>
  value instanceof UnreadableField ? value : new UnreadableField('unknown-subject', { vi: 'Thiếu mã dịch vụ thuê', en: 'The code of the leased service is missing' }, String(value))
