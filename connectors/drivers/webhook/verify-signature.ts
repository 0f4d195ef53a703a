import { createHmac, timingSafeEqual } from 'node:crypto'
import { createTimeReader, type Delivery, SourceError } from '#kit'
import type { Signature, WebhookConfig } from './config.ts'

/**
 * Proves on the exact bytes that came who sent them and that they are not an old message sent again. Says no more than "wrong": a
 * sender who guesses must not learn which part was right.
 */
export function verifySignature({ secret, previousSecret, signature }: WebhookConfig, delivery: Delivery, now: number): void {
  const secrets = [secret, previousSecret].filter((one) => one !== '')
  if (secrets.length === 0) throw new SourceError('auth', { vi: 'Nguồn chưa đặt khóa ký ("secret"), chưa ai được gửi', en: 'The source has no key to sign with ("secret") yet; nobody can send' })
  const timestamp = signature.timestampHeader === '' ? '' : freshTimestamp(signature, delivery, now)
  const shown = delivery.headers?.[signature.header]
  if (shown === undefined) throw new SourceError('auth', { vi: `Thiếu chữ ký ở header ${signature.header}`, en: `The signature in the header ${signature.header} is missing` })
  const given = decode(shown, signature)
  // Every secret is tried, so that the time taken tells nothing.
  const right = secrets.map((one) => isSame(sign(one, signature, { timestamp, body: delivery.body }), given)).includes(true)
  if (!right) throw new SourceError('auth', { vi: `Chữ ký ở header ${signature.header} sai; kiểm tra khóa, và ký đúng các byte được gửi`, en: `The signature in the header ${signature.header} is wrong; check the key, and sign just the bytes that are sent` })
}

/** What a sender must put there; also what our own played senders do. */
export function sign(secret: string, { signs }: Pick<Signature, 'signs'>, { timestamp, body }: { timestamp: string; body: Uint8Array }): Buffer {
  const [before = '', after = ''] = signs.replaceAll('{timestamp}', timestamp).split('{body}')
  return createHmac('sha256', secret).update(before).update(body).update(after).digest()
}

function freshTimestamp({ timestampHeader, timestampFormat, toleranceS }: Signature, { headers }: Delivery, now: number): string {
  const text = headers?.[timestampHeader]
  const at = text === undefined || text.includes('{body}') ? undefined : createTimeReader(timestampFormat, 'UTC')(text)
  if (text === undefined || at === undefined) throw new SourceError('auth', { vi: `Thiếu thời điểm gửi ở header ${timestampHeader}, hoặc viết sai (cần ${timestampFormat})`, en: `The moment of sending in the header ${timestampHeader} is missing or written wrongly (needed is ${timestampFormat})` })
  if (Math.abs(now - at) > toleranceS * 1_000) throw new SourceError('auth', { vi: `Thời điểm gửi ở header ${timestampHeader} lệch quá ${toleranceS} giây; kiểm tra đồng hồ, và không gửi lại bản tin cũ`, en: `The moment of sending in the header ${timestampHeader} is off by more than ${toleranceS} seconds; check the clock, and do not send old messages again` })
  return text
}

function decode(shown: string, { prefix, encoding }: Signature): Buffer {
  if (!shown.startsWith(prefix)) return Buffer.alloc(0)
  const text = shown.slice(prefix.length).trim()
  const isWritten = encoding === 'hex' ? /^[0-9a-fA-F]{64}$/.test(text) : /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
  return isWritten ? Buffer.from(text, encoding) : Buffer.alloc(0)
}

const isSame = (wanted: Buffer, given: Buffer): boolean => timingSafeEqual(wanted, given.length === wanted.length ? given : Buffer.alloc(wanted.length)) && given.length === wanted.length
