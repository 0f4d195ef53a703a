import type { Finding, SeriesName, Submission, SubmissionPreview, SubmissionSource } from '#contract'

const SHA = '0'.repeat(64)

/** A small delivery with one of each: a bad cell told twice, an unknown place, a note, a correction, an unchanged figure, a new one. */
export const samplePreview = (change: Partial<SubmissionPreview> = {}): SubmissionPreview => ({
  sha256: SHA, bytes: 900, sheet: 'Bảng 1', headerRow: 1, rowCount: 3, figureCount: 3, rejectCount: 2, findings: [],
  columns: [{ heading: 'STT' }, { heading: 'Mã địa bàn', field: 'maDiaBan' }, { heading: 'Ngày chốt', field: 'ngayChot' }, { heading: 'Điểm nội bộ', field: 'diem' }],
  rows: [
    { row: 2, fields: { maDiaBan: '25459', ngayChot: '2026-07-15', diem: 1285.25 }, problems: [], notes: [{ field: 'diem', column: 'Điểm nội bộ', reason: { vi: 'giá trị là kết quả của công thức', en: 'the value is the result of a formula' } }] },
    { row: 3, fields: { maDiaBan: '99999', ngayChot: '2026-07-15', diem: 240 }, problems: [], notes: [] },
    { row: 4, fields: { maDiaBan: '25480', ngayChot: '2026-07-15' }, problems: [{ field: 'diem', column: 'Điểm nội bộ', code: 'missing-value', reason: { vi: 'chưa có số liệu', en: 'no figure yet' }, text: 'đang cập nhật' }], notes: [] },
  ],
  figures: [
    { series: 'dti.score@tn-1' as SeriesName, at: '2026-07-14T17:00:00.000Z', value: 1285.25, now: 1284, period: '2025', state: 'official' },
    { series: 'dti.score@tn-2' as SeriesName, at: '2026-07-14T17:00:00.000Z', value: 261.25, now: 261.25 },
    { series: 'dti.other@tn-2' as SeriesName, at: '2026-07-14T17:00:00.000Z', value: 7 },
  ],
  rejects: [
    { index: 1, row: 3, pointer: '/maDiaBan', code: 'unknown-locality', reason: { vi: 'mã 99999 không có trong danh mục', en: 'the code 99999 is not in the catalogue' }, raw: '99999' },
    { index: 2, row: 4, pointer: '/diem', code: 'missing-value', reason: { vi: 'Dòng 4, cột "Điểm nội bộ": chưa có số liệu', en: 'Row 4, column "Điểm nội bộ": no figure yet' }, raw: 'đang cập nhật' },
  ],
  ...change,
})

/** What the server says of figures a thousand times as large as those signed off before. */
export const sampleFinding: Finding = {
  rule: 'unit-factor', word: 'correct', severity: 'hold-samples', held: 0, text: { vi: 'Điểm nội bộ (/diem): thường khoảng 271,25, nay khoảng 271.250, gấp chừng 1.000 lần. Có thể đã đổi đơn vị tính.', en: 'Internal score (/diem): usually about 271.25, now about 271,250, some 1,000 times as much. The unit may have been changed.' }, before: { vi: '271,25', en: '271.25' }, after: { vi: '271.250', en: '271,250' },
}

export const sampleSource = (change: Partial<SubmissionSource> = {}): SubmissionSource => ({
  id: 'dti' as SubmissionSource['id'], may: ['send'], way: 'file', indicators: [], maxBytes: 10_000,
  columns: [{ headings: ['Mã địa bàn', 'Mã ĐVHC'], kind: 'text', optional: false }, { headings: ['Điểm nội bộ'], kind: 'number', optional: true }], ...change,
})

export const sampleSubmission = (change: Partial<Submission> = {}): Submission => ({
  id: '00000000-0000-4000-8000-000000000001', source: 'dti' as Submission['source'], way: 'upload', fileName: 'diem.csv', sha256: SHA, bytes: 900,
  sentBy: 'agency', sentAt: '2026-11-24T08:20:00.000Z', state: 'waiting', figures: 3, rejected: 2, may: [], ...change,
})
