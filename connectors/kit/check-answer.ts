import { asText, type Text } from '#contract'
import type { GuardedAnswer } from './driver.ts'
import { SourceError } from './errors.ts'

const LONGEST_WAIT_MS = 3_600_000

/** Lets 2xx and 304 pass; everything else becomes what one can do about it. `url` gives the host to name. */
export function checkAnswer(answer: GuardedAnswer, url: string, now: number): void {
  const { status } = answer
  if ((status >= 200 && status < 300) || status === 304) return
  const host = new URL(url).host
  if (status === 401) throw new SourceError('auth', { vi: `${host} không nhận thông tin đăng nhập (mã 401); xin đơn vị chủ quản cấp lại`, en: `${host} does not accept our login (code 401); ask the department for a new one` })
  if (status === 403) throw new SourceError('auth', { vi: `${host} không cho phép đọc (mã 403); xin đơn vị chủ quản cấp quyền`, en: `${host} does not allow us to read (code 403); ask the department for the right` })
  if (status === 407) throw new SourceError('auth', { vi: `${host}: máy trung gian đòi đăng nhập (mã 407)`, en: `${host}: the proxy wants a login (code 407)` })
  if (status === 429) {
    const retryAfterMs = readRetryAfter(answer.headers['retry-after'], now)
    throw new SourceError('rate-limited', { vi: `${host} yêu cầu hỏi thưa hơn (mã 429)`, en: `${host} wants to be asked less often (code 429)` }, retryAfterMs === undefined ? {} : { retryAfterMs })
  }
  if (status >= 500 || status === 408) {
    const retryAfterMs = readRetryAfter(answer.headers['retry-after'], now)
    throw new SourceError('unreachable', { vi: `${host} đang gặp sự cố (mã ${status})`, en: `${host} is in trouble (code ${status})` }, retryAfterMs === undefined ? {} : { retryAfterMs })
  }
  if (status === 404 || status === 410) throw new SourceError('config', { vi: `${host} không có địa chỉ này (mã ${status}); kiểm tra đường dẫn trong cấu hình`, en: `${host} has no such address (code ${status}); check the path in the settings` })
  throw new SourceError('config', { vi: `${host} không chấp nhận yêu cầu (mã ${status}); kiểm tra cấu hình`, en: `${host} does not accept the request (code ${status}); check the settings` })
}

/** Seconds or an HTTP date, at most an hour: a wrong header must not silence a source for a day. */
function readRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_WAIT_MS) : undefined
}

/** A proxy or an expired session often answers 200 with a page to log in: names it, with the first words a person would see. */
export function refuseHtml(answer: GuardedAnswer, url: string, wanted: Text | string): void {
  const start = Buffer.from(answer.body.subarray(0, 20_000)).toString('utf8')
  const isHtml = /\bhtml\b/i.test(answer.headers['content-type'] ?? '') || /^\s*(?:<!doctype html|<html|<head|<body)/i.test(start.replace(/^\uFEFF/, ''))
  if (!isHtml) return
  const words = visibleWords(start)
  throw new SourceError('malformed', { vi: `${new URL(url).host} trả về trang HTML (có thể là trang đăng nhập) thay vì ${asText(wanted).vi}${words === '' ? '' : `: "${words}"`}`, en: `${new URL(url).host} returned an HTML page (it may be a page to log in) instead of ${asText(wanted).en}${words === '' ? '' : `: "${words}"`}` })
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
