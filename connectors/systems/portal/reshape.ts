/**
 * Names the site a record is of. A record of another kind would match no reading and vanish; as a text it is a reject. So is a
 * site whose robots are not counted apart: its "visitors" are then mostly machines, and nobody could tell.
 */
export function nameSites(records: unknown[]): unknown[] {
  return records.map((record) => {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return record
    const { loai, maTrang, dangTruyCap, homNay, thangNay, tong } = record as Record<string, unknown> // unknown members
    if (loai === 'TINH') return record
    if (loai !== 'TRANG') return `loai phải là TRANG hoặc TINH: ${JSON.stringify(record)}`
    if (![dangTruyCap, homNay, thangNay, tong].every(hasRobotsApart)) return `không tách lượt của máy tìm kiếm (bot): ${JSON.stringify(record)}`
    return { ...record, doiTuong: `site.${String(maTrang).trim().toLowerCase()}` }
  })
}

/** Where the whole count is missing, that reading alone is a reject. */
const hasRobotsApart = (count: unknown): boolean =>
  count === undefined || (typeof count === 'object' && count !== null && 'bot' in count && typeof count.bot === 'number')
