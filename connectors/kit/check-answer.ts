import type { GuardedAnswer } from './driver.ts'
import { SourceError } from './errors.ts'

const LONGEST_WAIT_MS = 3_600_000

/** Lets 2xx and 304 pass; everything else becomes what one can do about it. `url` gives the host to name. */
export function checkAnswer(answer: GuardedAnswer, url: string, now: number): void {
  const { status } = answer
  if ((status >= 200 && status < 300) || status === 304) return
  const host = new URL(url).host
  if (status === 401) throw new SourceError('auth', `${host} không nhận thông tin đăng nhập (mã 401); xin đơn vị chủ quản cấp lại`)
  if (status === 403) throw new SourceError('auth', `${host} không cho phép đọc (mã 403); xin đơn vị chủ quản cấp quyền`)
  if (status === 407) throw new SourceError('auth', `${host}: máy trung gian đòi đăng nhập (mã 407)`)
  if (status === 429) {
    const retryAfterMs = readRetryAfter(answer.headers['retry-after'], now)
    throw new SourceError('rate-limited', `${host} yêu cầu hỏi thưa hơn (mã 429)`, retryAfterMs === undefined ? {} : { retryAfterMs })
  }
  if (status >= 500 || status === 408) {
    const retryAfterMs = readRetryAfter(answer.headers['retry-after'], now)
    throw new SourceError('unreachable', `${host} đang gặp sự cố (mã ${status})`, retryAfterMs === undefined ? {} : { retryAfterMs })
  }
  if (status === 404 || status === 410) throw new SourceError('config', `${host} không có địa chỉ này (mã ${status}); kiểm tra đường dẫn trong cấu hình`)
  throw new SourceError('config', `${host} không chấp nhận yêu cầu (mã ${status}); kiểm tra cấu hình`)
}

/** Seconds or an HTTP date, at most an hour: a wrong header must not silence a source for a day. */
function readRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_WAIT_MS) : undefined
}

/** A proxy or an expired session often answers 200 with a page to log in: names it, with the first words a person would see. */
export function refuseHtml(answer: GuardedAnswer, url: string, wanted: string): void {
  const start = Buffer.from(answer.body.subarray(0, 20_000)).toString('utf8')
  const isHtml = /\bhtml\b/i.test(answer.headers['content-type'] ?? '') || /^\s*(?:<!doctype html|<html|<head|<body)/i.test(start.replace(/^\uFEFF/, ''))
  if (!isHtml) return
  const words = visibleWords(start)
  throw new SourceError('malformed', `${new URL(url).host} trả về trang HTML (có thể là trang đăng nhập) thay vì ${wanted}${words === '' ? '' : `: "${words}"`}`)
}

const visibleWords = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<[^>]*(?:>|$)/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
