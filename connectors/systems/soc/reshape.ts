const KNOWN: Record<string, readonly string[]> = {
  'canh-bao': ['loai', 'thoiDiem', 'mucDo', 'soTrongNgay'],
  'tong-hop': ['loai', 'thoiDiem', 'nghiemTrong', 'cao', 'trungBinh', 'thap', 'suCoDangXuLy', 'gioKhacPhuc', 'loHongNghiemTrong'],
}
const LEVELS = new Set(['nghiem-trong', 'cao', 'trung-binh', 'thap'])

/**
 * Counts and severity only: an address or a name has no business here, and a message that carries another field is refused by
 * the field's name alone, so that what it holds is shown to nobody. Another kind or severity would match no reading and vanish.
 */
export function refuseMore(records: unknown[]): unknown[] {
  return records.map((record) => (typeof record === 'object' && record !== null && !Array.isArray(record) ? (refusal(record as Record<string, unknown>) ?? record) : record)) // an object, just looked at
}

function refusal(record: Record<string, unknown>): string | undefined {
  const { loai, mucDo } = record
  const known = typeof loai === 'string' && Object.hasOwn(KNOWN, loai) ? KNOWN[loai] : undefined
  if (known === undefined) return 'loai phải là canh-bao hoặc tong-hop'
  const more = Object.keys(record).filter((name) => !known.includes(name))
  if (more.length > 0) return `Bản tin ${String(loai)} có trường không được gửi: ${more.map((name) => name.slice(0, 32)).slice(0, 5).join(', ')}`
  return loai === 'canh-bao' && !(typeof mucDo === 'string' && LEVELS.has(mucDo)) ? 'mucDo phải là nghiem-trong, cao, trung-binh hoặc thap' : undefined
}
