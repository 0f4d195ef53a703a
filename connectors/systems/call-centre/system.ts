import { defineSystem } from '#kit'

/** The telephone exchange of the 1022 line: what became of the day's calls so far. */
export const callCentre = defineSystem({
  id: 'call-centre',
  title: { vi: 'Tổng đài điện thoại 1022', en: '1022 telephone exchange' },
  short: { vi: 'Tổng đài 1022', en: '1022 exchange' },
  agency: 'ops.1022',
  driver: 'sheet-sftp',
  config: {
    columns: {
      maDiaBan: { kind: 'text', heading: ['Mã địa bàn', 'Mã tỉnh'] },
      thoiDiem: { kind: 'date', dates: ['dd/MM/yyyy', 'yyyy-MM-dd'], heading: ['Thời điểm chốt', 'Thời điểm'] },
      goiDen: { kind: 'number', numbers: 'vi', whole: true, heading: 'Số cuộc gọi đến' },
      duocTraLoi: { kind: 'number', numbers: 'vi', whole: true, heading: 'Số cuộc được trả lời' },
      // Before the first call of a day there is no rate.
      tyLe: { kind: 'number', numbers: 'vi', percent: true, allowEmpty: true, heading: 'Tỷ lệ được trả lời (%)' },
    },
    files: ['tong-dai-*.csv', 'tong-dai-*.xlsx'],
    maxBytes: 1_000_000,
  },
  locality: '/maDiaBan',
  at: '/thoiDiem',
  atFormat: 'local',
  readings: [{ indicator: 'feedback.calls-answered-rate', value: '/tyLe', min: 0, max: 100, optional: true }],
})
