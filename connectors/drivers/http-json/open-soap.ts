import { checkAnswer, type GuardedAnswer, parseXmlRecord, readPointer, refuseHtml, SourceError } from '#kit'
import type { HttpJsonConfig } from './config.ts'

/**
 * What stands in the body of a SOAP answer. A fault comes with 500 (SOAP 1.1) or 400 as often as with 200, and says more than
 * the status, so it is looked for first.
 */
export function openSoap(answer: GuardedAnswer, url: string, { config, now }: { config: HttpJsonConfig; now: number }): unknown {
  const { host } = new URL(url)
  if (answer.status >= 400) {
    const fault = answer.status === 400 || answer.status === 500 ? faultOf(answer) : undefined
    if (fault !== undefined) throw describeFault(fault, host, config)
    checkAnswer(answer, url, now)
  }
  checkAnswer(answer, url, now)
  refuseHtml(answer, url, 'SOAP')
  const parsed = parseXmlRecord(answer.body, host)
  const body = readPointer(parsed, '/Envelope/Body')
  if (body === undefined) throw new SourceError('malformed', { vi: `${host}: câu trả lời không phải là SOAP, chỉ thấy "${Object.keys(parsed)[0]?.slice(0, 40) ?? ''}"`, en: `${host}: the answer is not SOAP, there is only "${Object.keys(parsed)[0]?.slice(0, 40) ?? ''}"` })
  const fault = readPointer(body, '/Fault')
  if (fault !== undefined) throw describeFault(fault, host, config)
  return body
}

/** Undefined where the error page is no SOAP at all. */
function faultOf(answer: GuardedAnswer): unknown {
  try {
    return readPointer(parseXmlRecord(answer.body, ''), '/Envelope/Body/Fault')
  } catch {
    return undefined
  }
}

/** Codes of SOAP 1.1 and 1.2, and those of WS-Security for who may not read. */
function describeFault(fault: unknown, host: string, config: HttpJsonConfig): SourceError {
  const code = textAt(fault, '/Code/Subcode/Value') ?? textAt(fault, '/Code/Value') ?? textAt(fault, '/faultcode') ?? ''
  const reason = textAt(fault, '/Reason/Text') ?? textAt(fault, '/Reason/Text/#text') ?? textAt(fault, '/faultstring') ?? ''
  const name = code.slice(code.indexOf(':') + 1)
  const said = `"${withoutSecrets(`${name}: ${reason}`.replace(/\s+/g, ' '), config).slice(0, 120)}"`
  if (/auth|security/i.test(name)) return new SourceError('auth', { vi: `${host} từ chối lời gọi SOAP ${said}; xin đơn vị chủ quản cấp quyền`, en: `${host} refuses the SOAP call ${said}; ask the department for the right` })
  if (/^(?:Client|Sender)\b/i.test(name)) return new SourceError('config', { vi: `${host} không hiểu lời gọi SOAP ${said}; kiểm tra mục "soap"`, en: `${host} does not understand the SOAP call ${said}; check "soap"` })
  return new SourceError('unreachable', { vi: `${host} báo lỗi SOAP ${said}`, en: `${host} reports the SOAP error ${said}` })
}

/** Some servers repeat the question in their complaint. */
const withoutSecrets = (text: string, { auth, headers }: HttpJsonConfig): string =>
  [...Object.entries(auth).filter(([name]) => name !== 'kind').map(([, value]) => String(value)), ...Object.values(headers)]
    .filter((secret) => secret.length >= 4)
    .reduce((said, secret) => said.replaceAll(secret, '…'), text)

function textAt(record: unknown, pointer: string): string | undefined {
  const found = readPointer(record, pointer)
  return typeof found === 'string' && found !== '' ? found : undefined
}
