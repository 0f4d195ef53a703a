import type { Check, Text } from '#contract'

type Language = keyof Text
const NUMBERS: Record<Language, Intl.NumberFormat> = { vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }), en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }) }
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const LONG_MS = 3 * HOUR_MS

const WORDS: Record<Language, Readonly<Record<Check, (lost: string, all: string) => string>>> = {
  vi: {
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
  },
  en: {
    unit: (lost, all) => `${lost} of ${all} figures in a wrong unit or of a wrong size, held back`,
    range: (lost, all) => `${lost} of ${all} figures out of range`,
    repeat: (lost, all) => `${lost} of ${all} figures are old ones sent again`,
    zone: (lost, all) => `${lost} of ${all} figures in a wrong time zone`,
    places: (lost, all) => `${lost} of ${all} reports of places were missing`,
    rows: (lost, all) => `${lost} of ${all} answers had no records`,
    zeros: (lost, all) => `${lost} of ${all} figures are 0 where they should be empty`,
    readable: (lost, all) => `${lost} of ${all} figures could not be read`,
    fields: (lost, all) => `${lost} of ${all} answers of a wrong structure, with fields missing or renamed`,
    unique: (lost, all) => `${lost} of ${all} figures came twice`,
    answered: (lost, all) => `${lost} of ${all} times there was no answer`,
    'on-time': (lost) => `${lost} without an answer that was still in time`,
  },
}

const LENGTHS: Record<Language, { hours: string; minutes: string; seconds: string }> = { vi: { hours: 'giờ', minutes: 'phút', seconds: 'giây' }, en: { hours: 'h', minutes: 'min', seconds: 's' } }

/** What a check lost, for a person. */
export const sayLoss = (check: Check, lost: number, all: number): Text => ({ vi: sayIn('vi', check, lost, all), en: sayIn('en', check, lost, all) })

function sayIn(language: Language, check: Check, lost: number, all: number): string {
  const { format } = NUMBERS[language]
  return check === 'on-time' ? WORDS[language][check](sayLength(language, lost), '') : WORDS[language][check](format(lost), format(all))
}

function sayLength(language: Language, ms: number): string {
  const [{ format }, { hours, minutes, seconds }] = [NUMBERS[language], LENGTHS[language]]
  return ms >= LONG_MS ? `${format(ms / HOUR_MS)} ${hours}` : ms >= MINUTE_MS ? `${format(ms / MINUTE_MS)} ${minutes}` : `${format(Math.ceil(ms / 1_000))} ${seconds}`
}
