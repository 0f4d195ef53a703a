import { defineSystem } from '#kit'
import { nameSubjects } from './reshape.ts'

/** Guests of each commune per day, of Bà Đen mountain now, and the province's revenue per month. Numbers are texts as 1.234,5. */
export const tourism = defineSystem({
  id: 'tourism',
  title: { vi: 'Du lịch: lượt khách, doanh thu', en: 'Tourism: visits, revenue' },
  short: { vi: 'Du lịch', en: 'Tourism' },
  agency: 'gov.culture-sport-tourism-2025',
  driver: 'http-json',
  config: { recordsAt: '/data/items', paging: { kind: 'page', param: 'page', first: 0, sizeParam: 'size', size: 100, totalPagesAt: '/data/totalPages' }, maxPages: 5, maxBytes: 1024 * 1024 },
  every: '5m',
  subject: '/doiTuong',
  locality: '/maDonVi',
  at: '/thoiDiem',
  atFormat: 'dd/MM/yyyy HH:mm:ss',
  period: '/ky',
  state: '/trangThai',
  reshape: nameSubjects,
  readings: [
    // On its fullest day ever Bà Đen had 185 000.
    { indicator: 'tour.visitors', value: '/luotKhach', where: { '/kieu': 'NGAY' }, format: 'vi', min: 0, max: 400_000 },
    { indicator: 'tour.ba-den-visitors', value: '/luotKhach', where: { '/kieu': 'DIEM' }, format: 'vi', min: 0, max: 400_000 },
    { indicator: 'tour.revenue', value: '/doanhThu', where: { '/kieu': 'THANG' }, format: 'vi', min: 0, max: 5_000 },
  ],
})
