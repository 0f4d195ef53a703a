/** A row with the code of a leased service is of that service, not of the area it also names. */
export function nameServices(records: unknown[]): unknown[] {
  return records.map((record) => {
    if (typeof record !== 'object' || record === null || !('maDichVu' in record) || typeof record.maDichVu !== 'string' || record.maDichVu.trim() === '') return record
    return { ...record, doiTuong: `site.leased-${record.maDichVu.trim().toLowerCase()}` }
  })
}
