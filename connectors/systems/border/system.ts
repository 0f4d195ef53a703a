import { defineSystem } from '#kit'
import { listGates } from './reshape.ts'

/** Vehicles that wait at the border gate, as customs counts them at its own gate in and out. */
export const border = defineSystem({
  id: 'border',
  title: { vi: 'Cửa khẩu: xe chờ thông quan', en: 'Border gate: vehicles queued' },
  short: { vi: 'Cửa khẩu', en: 'Border' },
  agency: 'central.customs',
  driver: 'http-json',
  config: { recordsAt: '/ketQua', maxBytes: 256 * 1024 },
  every: '1m',
  subject: '/doiTuong',
  at: '/capNhat',
  atFormat: 'dd/MM/yyyy HH:mm:ss',
  reshape: listGates,
  // A queue from the gate back to Gò Dầu has about 3 000 vehicles; more is another unit.
  readings: [{ indicator: 'border.vehicles-queued', value: '/hangCho/tong', format: 'vi', min: 0, max: 5_000 }],
})
