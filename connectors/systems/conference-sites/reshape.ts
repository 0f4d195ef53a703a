/** 1 ready, 2 not connected, 3 in a conference. */
const READY = new Set([1, 3])
const LOST = 2
/** The bridge asks each site once a minute; what it heard longer ago than this it does not know. */
const KNOWN_FOR_S = 300

/**
 * Rows of the bridge's table -> the share of ready sites per commune, and of the province over the sites whose state is known.
 * A site the bridge has not heard of for minutes is not counted as lost: it lessens the coverage. A row that cannot be read
 * stays as a text, which is a reject that shows what is wrong.
 */
export function countSites(records: unknown[]): unknown[] {
  const device = records.filter(isRecord).find(({ kind }) => kind === 'device')
  const communes = new Map<string, { ready: number; known: number }>()
  const wrong: string[] = []
  for (const row of records) {
    if (!isRecord(row)) wrong.push(`không phải một dòng của bảng: ${JSON.stringify(row)}`)
    else if (row['kind'] === 'row') {
      const why = refusal(row)
      if (why !== undefined) wrong.push(`${why}: ${JSON.stringify(row)}`)
      else if (Number(row['tuoiGiay']) <= KNOWN_FOR_S) count(communes, row)
    }
  }
  // Another version of the device keeps its table elsewhere, and then every site seems gone without a word.
  if (device !== undefined && Number(device['tongDiem']) > 0 && !records.some((one) => isRecord(one) && one['kind'] === 'row')) wrong.push(`bảng điểm cầu rỗng; kiểm tra OID: ${JSON.stringify(device)}`)
  const all = [...communes.values()].reduce((sum, one) => ({ ready: sum.ready + one.ready, known: sum.known + one.known }), { ready: 0, known: 0 })
  const province = all.known === 0 ? [] : [{ capDonVi: 'TINH', maDonVi: device?.['maTinh'], tyLe: share(all), soDiemBietRo: all.known, tongDiem: device?.['tongDiem'] }]
  return [...province, ...[...communes].map(([maDonVi, one]) => ({ capDonVi: 'XA', maDonVi, tyLe: share(one) })), ...wrong]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function refusal({ maDonVi, trangThai, tuoiGiay }: Record<string, unknown>): string | undefined {
  if (typeof maDonVi !== 'string' || maDonVi.trim() === '') return 'thiếu mã đơn vị của điểm cầu'
  if (typeof trangThai !== 'number' || (!READY.has(trangThai) && trangThai !== LOST)) return 'trạng thái điểm cầu phải là 1 (sẵn sàng), 2 (mất kết nối) hoặc 3 (đang họp)'
  return typeof tuoiGiay === 'number' && tuoiGiay >= 0 ? undefined : 'thiếu thời gian từ lần liên lạc cuối'
}

function count(communes: Map<string, { ready: number; known: number }>, row: Record<string, unknown>): void {
  const code = String(row['maDonVi']).trim()
  const one = communes.get(code) ?? { ready: 0, known: 0 }
  one.known += 1
  if (READY.has(Number(row['trangThai']))) one.ready += 1
  communes.set(code, one)
}

const share = ({ ready, known }: { ready: number; known: number }): number => Math.round((1_000 * ready) / known) / 10
