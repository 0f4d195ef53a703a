import type { ServerResponse } from 'node:http'
import { startHostileServer, type HostileServer } from './hostile-server.ts'

/** The one-stop product's answer, cut down to the province and two communes. */
export const tthcAnswer = (at: number, change: (records: Record<string, unknown>[]) => unknown[] = (records) => records): string => {
  const counts = { tiepNhan: 120, tiepNhanTrucTuyen: 80, daGiaiQuyet: 60, giaiQuyetDungHan: 58, giaiQuyetTreHan: 2, dangGiaiQuyet: 40, quaHan: 1, sapDenHan: 5, thoiGianChoTrungBinh: 9 }
  const rates = { tyLeDungHan: 96.7, tyLeQuaHan: 2.5 }
  const thoiDiem = new Date(at).toISOString()
  const records = [
    { maDonVi: '80', capDonVi: 'TINH', thoiDiem, ...counts, ...rates, soThuTucCongKhai: 1_900, soNgayGiaiQuyetTrungBinh: 3, thuXinLoi: 0, tyLePhiDiaGioi: 12, soDonViBaoCao: 2, tongSoDonVi: 2 },
    { maDonVi: '25459', capDonVi: 'XA', thoiDiem, ...counts, ...rates },
    { maDonVi: '25480', capDonVi: 'XA', thoiDiem, ...counts, ...rates },
  ]
  return JSON.stringify({ duLieu: { tongSoTrang: 1, danhSach: change(records) } })
}

export interface PolledServer extends HostileServer {
  /** When `/good` was asked, oldest first. */
  askedAt: readonly number[]
}

/** The hostile server with paths that answer as the one-stop product does: `/good`, and `/partly` with two records nobody can read. */
export async function startPolledServer(): Promise<PolledServer> {
  const askedAt: number[] = []
  const json = (body: () => string) => (_request: unknown, response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body())
  const good = json(() => tthcAnswer(Date.now()))
  const server = await startHostileServer({
    '/good': (request, response) => {
      askedAt.push(Date.now())
      good(request, response)
    },
    '/partly': json(() => tthcAnswer(Date.now(), (records) => [...records.slice(0, 2), { ...records[2], maDonVi: '99999' }, 'nothing like a record'])),
  })
  return Object.assign(server, { askedAt })
}

/** A source file for another source of the one-stop product: `tthc-like('huge', url)`. */
export const tthcLike = (id: string, url: string, { every = '2s', timeout = '3s' } = {}): string =>
  ['id: ' + id, 'system: tthc', 'title: { vi: Thử, en: Test }', 'agency: ops.pasc-2025', `every: ${every}`, `timeout: ${timeout}`, 'allow: [127.0.0.0/8]', 'config:', `  url: ${url}`, ''].join('\n')
