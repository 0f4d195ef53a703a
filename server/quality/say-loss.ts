import type { Check } from '#contract'

const NUMBER = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })
const say = (n: number): string => NUMBER.format(n)
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const LONG_MS = 3 * HOUR_MS

const WORDS: Readonly<Record<Check, (lost: string, all: string) => string>> = {
  unit: (lost, all) => `${lost} trên ${all} số sai đơn vị tính hoặc cỡ số, bị giữ lại`,
  range: (lost, all) => `${lost} trên ${all} số ngoài giới hạn`,
  repeat: (lost, all) => `${lost} trên ${all} số là số cũ gửi lại`,
  zone: (lost, all) => `${lost} trên ${all} số sai múi giờ`,
  places: (lost, all) => `${lost} trên ${all} lượt nơi báo cáo vắng mặt`,
  rows: (lost, all) => `${lost} trên ${all} câu trả lời không có bản ghi nào`,
  zeros: (lost, all) => `${lost} trên ${all} số ghi 0 thay cho để trống`,
  readable: (lost, all) => `${lost} trên ${all} số không đọc được`,
  fields: (lost, all) => `${lost} trên ${all} câu trả lời sai cấu trúc, thiếu hoặc đổi tên trường`,
  unique: (lost, all) => `${lost} trên ${all} số bị lặp`,
  answered: (lost, all) => `${lost} trên ${all} lần hỏi không có trả lời`,
  'on-time': (lost) => `${lost} không có câu trả lời nào còn hạn`,
}

/** What a check lost, for a person. */
export const sayLoss = (check: Check, lost: number, all: number): string =>
  (check === 'on-time' ? WORDS[check](sayLength(lost), '') : WORDS[check](say(lost), say(all)))

const sayLength = (ms: number): string => (ms >= LONG_MS ? `${say(ms / HOUR_MS)} giờ` : ms >= MINUTE_MS ? `${say(ms / MINUTE_MS)} phút` : `${say(Math.ceil(ms / 1_000))} giây`)
