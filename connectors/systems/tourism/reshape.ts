/** Names the tourist site of a record of one, and its month as we write it. A kind we do not know would vanish; as a text it is a reject. */
export function nameSubjects(records: unknown[]): unknown[] {
  return records.map((record) => {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return record
    const { kieu, diem, thang } = record as Record<string, unknown> // unknown members
    if (kieu === 'NGAY') return record
    if (kieu === 'DIEM') return { ...record, doiTuong: `site.${String(diem).toLowerCase()}` }
    if (kieu === 'THANG') return { ...record, ky: String(thang).replace(/^(\d{2})\/(\d{4})$/, '$2-$1') }
    return `kieu phải là NGAY, DIEM hoặc THANG: ${JSON.stringify(record)}`
  })
}
