import { defineSystem } from '#kit'
import { countRequests } from './reshape.ts'

const today = { where: { '/loai': 'hom-nay' }, min: 0 }
/** What one province can believably have in a day, or lying about. */
const MANY = 20_000

/** Citizens' feedback of the 1022 centre, counted here from its requests over Open311. No request itself is kept. */
export const feedback = defineSystem({
  id: 'feedback',
  title: { vi: 'Phản ánh, kiến nghị 1022', en: 'Citizens’ feedback (1022)' },
  short: { vi: 'Cổng 1022', en: 'Portal 1022' },
  agency: 'ops.1022',
  driver: 'open311',
  config: { maxBytes: 40 * 1024 * 1024 },
  every: '1m',
  locality: '/maDonVi',
  at: '/thoiDiem',
  atFormat: 'epoch-ms',
  quality: '/chatLuong',
  reshape: countRequests,
  readings: [
    { indicator: 'feedback.received', value: '/tiepNhan', min: 0, max: MANY },
    { indicator: 'feedback.resolved', value: '/daXuLy', min: 0, max: MANY },
    { indicator: 'feedback.resolved-on-time', value: '/dungHan', min: 0, max: MANY },
    { indicator: 'feedback.on-time-rate', value: '/tyLeDungHan', min: 0, max: 100, optional: true },
    { indicator: 'feedback.open', value: '/dangXuLy', ...today, max: MANY },
    { indicator: 'feedback.overdue', value: '/quaHan', ...today, max: MANY },
    { indicator: 'feedback.unassigned', value: '/chuaPhanCong', min: 0, max: MANY, where: { '/loai': 'hom-nay', '/capDonVi': 'TINH' } },
  ],
})
