import { defineSystem } from '#kit'
import { nameSites } from './reshape.ts'

/** Without robots: a search engine that reads a thousand pages is no citizen. The limits are what one site can believably have. */
const visits = [
  { indicator: 'portal.online-now', value: '/dangTruyCap/khach', max: 5_000 },
  { indicator: 'portal.visits-today', value: '/homNay/khach', max: 200_000 },
  { indicator: 'portal.visits-month', value: '/thangNay/khach', max: 5_000_000 },
  { indicator: 'portal.visits-total', value: '/tong/khach', max: 1_000_000_000 },
]

/** Visits of each web site, and what citizens and businesses asked there. */
export const portal = defineSystem({
  id: 'portal',
  title: { vi: 'Cổng thông tin điện tử: truy cập, hỏi đáp, kiến nghị', en: 'Web portal: visits, questions, petitions' },
  short: { vi: 'Cổng thông tin', en: 'Web portal' },
  agency: 'gov.science-technology-2025',
  driver: 'http-json',
  config: {
    recordsAt: '/danhSach',
    paging: { kind: 'offset', param: 'boQua', sizeParam: 'lay', size: 50, totalAt: '/tongSo' },
    maxRequests: 10,
    maxBytes: 2 * 1024 * 1024,
  },
  every: '10s',
  subject: '/doiTuong',
  locality: '/maDonVi',
  at: '/thoiDiem',
  reshape: nameSites,
  readings: [
    ...visits.map((reading) => ({ ...reading, where: { '/loai': 'TRANG' }, min: 0 })),
    // Null while nothing was due: no questions have no rate.
    { indicator: 'portal.qa-answered-on-time-rate', value: '/hoiDap/tyLeDungHan', where: { '/loai': 'TINH' }, min: 0, max: 100, optional: true },
    { indicator: 'portal.business-petitions-open', value: '/kienNghiDoanhNghiep/chuaTraLoi', where: { '/loai': 'TINH' }, min: 0, max: 10_000 },
  ],
})
