import { CASE_NOW, CASE_PLACE } from '../sample-views.ts'
import { defineWidget, type WidgetCase } from '../widget.ts'
import { NoticeOptions } from './options.ts'
import { NoticeView } from './NoticeView.tsx'

export { NoticeOptions } from './options.ts'

const of = (name: WidgetCase['name'], options: Record<string, unknown>): WidgetCase => ({ name, width: 1200, height: 648, props: { views: [], sources: [], options, title: 'Thông báo', now: CASE_NOW, place: CASE_PLACE } })
const by = { vi: 'Văn phòng UBND tỉnh', en: 'Office of the Provincial People’s Committee' }

export const notice = defineWidget({
  kind: 'text',
  options: NoticeOptions,
  needs: () => ({}),
  View: NoticeView,
  cases: [
    of('good', { text: { vi: 'Hôm nay đón đoàn công tác của Bộ.\n\nPhòng điều hành làm việc bình thường.', en: 'A delegation visits today.\n\nThe operations room works as usual.' }, by, on: '2026-11-24' }),
    of('watch', { text: { vi: 'Chào mừng quý vị', en: 'Welcome' }, size: 'large' }),
    of('empty', {}),
    of('crowded', { text: { vi: 'Kế hoạch ứng phó sự cố: trực ban gọi xã, phường trong 10 phút, báo lãnh đạo trong 15 phút, ghi nhật ký từng bước. Đường dây nóng, điểm tập kết, lực lượng tại chỗ theo phương án đã duyệt; mỗi xã, phường xác nhận sẵn sàng bằng chữ ký số.', en: 'Plan: call the communes within 10 minutes, tell leaders within 15, log each step. Hotline, assembly points and local forces as approved; each commune confirms by signature.' }, by, on: '2026-11-24' }),
  ],
})
