import type { Submission } from '#contract'
import type { Facts } from './facts.ts'
import type { Table } from './table.ts'

const WAYS: Record<Submission['way'], string> = { upload: 'tải tệp lên', drop: 'thư mục nhận tệp', manual: 'nhập tay' }
const STATES: Record<Submission['state'], string> = { waiting: 'chờ duyệt', approved: 'đã duyệt', refused: 'trả lại', withdrawn: 'người gửi rút lại' }
const HEADINGS = ['Mã lần gửi', 'Nguồn', 'Xuất xứ', 'Tệp', 'Cách gửi', 'Người gửi', 'Gửi lúc', 'Tuổi (phút)', 'Số liệu', 'Dòng lỗi', 'Kết quả', 'Người duyệt', 'Duyệt lúc', 'Lý do trả lại', 'Ghi chú', 'Lần lấy số', 'SHA-256']

/** Who handed in what, and what became of it. */
export function submissionTable(submissions: readonly Submission[], facts: Facts): Table {
  const waiting = submissions.filter(({ state }) => state === 'waiting').length
  return {
    name: 'lan-gui', title: 'Các lần gửi số liệu', headings: HEADINGS, notes: [['Đang chờ duyệt', waiting]],
    rows: submissions.map((one) => {
      const { title, origin } = facts.source(one.source)
      return [
        one.id, title, origin, one.fileName, WAYS[one.way], one.sentBy ?? 'không có người ký', facts.wallOf(one.sentAt), facts.minutesSince(Date.parse(one.sentAt)), one.figures, one.rejected,
        STATES[one.state], one.decidedBy, facts.wallOf(one.decidedAt), one.answer, one.remark, one.run, one.sha256,
      ]
    }),
  }
}
