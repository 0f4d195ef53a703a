import type { Locale } from './say.ts'

/** Units as the catalogue writes them, for who reads English. What is not here (%, mm, MB) is written everywhere alike, or shown as the catalogue has it. */
const ENGLISH: Readonly<Record<string, string>> = {
  'bản tin': 'bulletins', 'bác sĩ/vạn dân': 'doctors per 10,000', ca: 'cases', 'chứng thư': 'certificates', 'chỉ số': 'indicators', 'chỉ tiêu': 'targets', 'cảnh báo': 'alerts', 'cấp': 'level',
  'doanh nghiệp': 'enterprises', 'dịch vụ': 'services', 'giao dịch': 'transactions', 'giá trị/s': 'values/s', 'giường': 'beds', 'giường/vạn dân': 'beds per 10,000', 'giờ': 'hours', 'giờ làm việc': 'working hours', 'giây': 'seconds',
  'hạng': 'rank', 'hệ thống': 'systems', 'hồ sơ': 'case files', 'hợp đồng': 'contracts', 'học sinh': 'pupils', 'kiến nghị': 'petitions', 'lượt': 'visits', 'lần': 'times', 'lỗ hổng': 'weaknesses', 'màn hình': 'screens',
  'ngày': 'days', 'ngày làm việc': 'working days', 'người': 'persons', 'nhiệm vụ': 'tasks', 'phiên': 'sessions', 'phút': 'minutes', 'phản ánh': 'reports', 'sự cố': 'incidents', 'sự kiện': 'events', 'thư': 'letters', 'thủ tục': 'procedures',
  tháng: 'months', tin: 'messages', 'triệu USD': 'million USD', 'triệu m³': 'million m³', 'trường': 'schools', 'tỷ đồng': 'billion VND', 'văn bản': 'documents', 'vụ': 'incidents', xe: 'vehicles', 'xe/giờ': 'vehicles/h', 'điểm': 'points', 'đơn vị': 'units', 'ổ dịch': 'outbreaks',
}

export const unitText = (unit: string, locale: Locale): string => (locale === 'en' ? (ENGLISH[unit] ?? unit) : unit)
