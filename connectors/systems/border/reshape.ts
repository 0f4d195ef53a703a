/** Gates that customs counts and the catalogue has no figure for. Known, so they are passed over and are no rejects. */
const NOT_READ = new Set(['XA-MAT', 'PHUOC-TAN', 'BINH-HIEP'])

/** One answer holds all gates under their codes; a record of each that is read. The time of the answer is that of every gate. */
export function listGates(records: unknown[]): unknown[] {
  return records.flatMap((record): unknown[] => {
    const { capNhat, cuaKhau } = isObject(record) ? record : {}
    if (!isObject(cuaKhau)) return [`thiếu danh sách cuaKhau theo mã: ${JSON.stringify(record)}`]
    return Object.entries(cuaKhau).filter(([code]) => !NOT_READ.has(code)).map(([code, gate]) =>
      isObject(gate) ? { ...gate, capNhat, doiTuong: `site.${code.toLowerCase()}` } : `cửa khẩu ${code} không phải là đối tượng JSON: ${JSON.stringify(gate)}`)
  })
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
