/** RFC 5424, 6.2.1; in the order of their numbers. */
export const SEVERITIES = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug'] as const
export type Severity = (typeof SEVERITIES)[number]
export const CEF_LEVELS = ['critical', 'high', 'medium', 'low', 'unknown'] as const
export type CefLevel = (typeof CEF_LEVELS)[number]

/** What of a message is read: how grave, from which program, and what a security device says of it. Never its text. */
export interface SyslogMessage {
  severity: Severity
  facility: number
  app: string
  cef?: { vendor: string; product: string; event: string; level: CefLevel }
}

const RFC5424 = /^<(\d{1,3})>1 (?:-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)) [\x21-\x7e]{1,255} ([\x21-\x7e]{1,48}) [\x21-\x7e]{1,128} [\x21-\x7e]{1,32} (?:-|\[)/
/** What older devices send (RFC 3164). */
const RFC3164 = /^<(\d{1,3})>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\x21-\x7e]{1,255} ([^\s:[]{1,48})/
const MOST_PRIORITY = 191
const PLAIN = /[^\w.+ -]/g

/** Undefined where it is no syslog message. */
export function parseMessage(text: string): SyslogMessage | undefined {
  const [, rawPriority = '', app = ''] = RFC5424.exec(text) ?? RFC3164.exec(text) ?? []
  const priority = Number(rawPriority)
  // `<007>` is no priority, and neither is one beyond the 24 facilities.
  if (rawPriority === '' || priority > MOST_PRIORITY || String(priority) !== rawPriority) return undefined
  const cef = parseCef(text)
  return { severity: SEVERITIES[priority % 8] ?? 'debug', facility: Math.floor(priority / 8), app: plain(app), ...(cef === undefined ? {} : { cef }) }
}

/** `CEF:0|vendor|product|version|event|name|severity|…`; a bar of its own is written `\|`. The name and what follows are not read. */
function parseCef(text: string): SyslogMessage['cef'] {
  const from = text.indexOf('CEF:')
  if (from < 0) return undefined
  const parts = text.slice(from, from + 2_048).split(/(?<!\\)\|/)
  const [version = '', vendor = '', product = '', , event = '', , severity] = parts
  if (!/^CEF:[01]$/.test(version) || severity === undefined) return undefined
  return { vendor: plain(vendor), product: plain(product), event: plain(event), level: levelOf(severity.trim()) }
}

const plain = (text: string): string => text.replace(PLAIN, '_').slice(0, 48)

function levelOf(severity: string): CefLevel {
  if (/^(?:\d|10)$/.test(severity)) {
    const grade = Number(severity)
    return grade >= 9 ? 'critical' : grade >= 7 ? 'high' : grade >= 4 ? 'medium' : 'low'
  }
  const words: Record<string, CefLevel> = { 'very-high': 'critical', high: 'high', medium: 'medium', low: 'low' }
  return words[severity.toLowerCase()] ?? 'unknown'
}
