import { about, childrenNamed, childText, UnreadableField, type XmlElement } from '#kit'

/** A CAP message, as far as it is needed to say what is in force and where. Times are epoch ms. */
export interface Alert {
  identifier: string
  sender: string
  sentAt: number
  status: string
  msgType: string
  /** `sender,identifier` of the messages this one speaks of. */
  references: string[]
  infos: AlertInfo[]
}

export interface AlertInfo {
  language: string | undefined
  event: string | undefined
  urgency: string | undefined
  severity: string | undefined
  certainty: string | undefined
  responseTypes: string[]
  effectiveAt: number | undefined
  onsetAt: number | undefined
  expiresAt: number | undefined
  parameters: NamedValue[]
  areas: { description: string; geocodes: NamedValue[] }[]
}

export interface NamedValue {
  name: string
  value: string
}

/** The standard's dateTime has seconds and a zone, and writes +00:00 as -00:00. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/
const LONGEST = 200

/** One message, or what is wrong with it: a time that cannot be read could end a warning too early or never. */
export function readAlert(root: XmlElement, from: string): Alert | UnreadableField {
  if (root.name !== 'alert') return new UnreadableField('not-an-object', { vi: `${from}: không phải bản tin CAP (cần <alert>, nhận <${root.name.slice(0, 40)}>)`, en: `${from}: this is no CAP message (needed is <alert>, got <${root.name.slice(0, 40)}>)` })
  const identifier = short(childText(root, 'identifier'))
  const label = { vi: `Bản tin ${identifier ?? '(không mã)'} (${from})`, en: `Message ${identifier ?? '(no id)'} (${from})` }
  const [sender, status, msgType] = ['sender', 'status', 'msgType'].map((name) => short(childText(root, name)))
  if (identifier === undefined || sender === undefined || status === undefined || msgType === undefined) {
    return new UnreadableField('missing-value', about(label, { vi: 'thiếu identifier, sender, status hoặc msgType', en: 'identifier, sender, status or msgType is missing' }))
  }
  const sentAt = readTime(childText(root, 'sent'))
  if (typeof sentAt !== 'number') return new UnreadableField('bad-time', about(label, { vi: 'không đọc được thời điểm gửi (sent)', en: 'the moment of sending (sent) cannot be read' }))
  const infos: AlertInfo[] = []
  for (const element of childrenNamed(root, 'info')) {
    const info = readInfo(element)
    if (typeof info === 'string') return new UnreadableField('bad-time', about(label, { vi: `không đọc được thời điểm ${info}`, en: `the moment ${info} cannot be read` }))
    infos.push(info)
  }
  return { identifier, sender, sentAt, status, msgType, references: readReferences(childText(root, 'references')), infos }
}

/** The name of the time that cannot be read, where there is one. */
function readInfo(info: XmlElement): AlertInfo | string {
  const [effectiveAt, onsetAt, expiresAt] = ['effective', 'onset', 'expires'].map((name) => readTime(childText(info, name)))
  if (effectiveAt === 'unreadable') return 'effective'
  if (onsetAt === 'unreadable') return 'onset'
  if (expiresAt === 'unreadable') return 'expires'
  return {
    language: childText(info, 'language'), event: short(childText(info, 'event')),
    urgency: childText(info, 'urgency'), severity: childText(info, 'severity'), certainty: childText(info, 'certainty'),
    responseTypes: childrenNamed(info, 'responseType').map(({ text }) => text.trim()),
    effectiveAt, onsetAt, expiresAt,
    parameters: namedValues(info, 'parameter'),
    areas: childrenNamed(info, 'area').map((area) => ({ description: short(childText(area, 'areaDesc')) ?? '', geocodes: namedValues(area, 'geocode') })),
  }
}

const namedValues = (element: XmlElement, name: string): NamedValue[] =>
  childrenNamed(element, name).map((one) => ({ name: short(childText(one, 'valueName')) ?? '', value: short(childText(one, 'value')) ?? '' }))

function readTime(text: string | undefined): number | 'unreadable' | undefined {
  if (text === undefined) return undefined
  const at = TIME.test(text) ? Date.parse(text.replace('-00:00', 'Z')) : Number.NaN
  return Number.isFinite(at) ? at : 'unreadable'
}

/** `sender,identifier,sent` separated by spaces; neither part may hold a space, a comma, < or & (CAP 1.2, 3.2.1). */
const readReferences = (text: string | undefined): string[] =>
  (text ?? '').split(/\s+/).filter((one) => one !== '').map((one) => one.split(',').slice(0, 2).join(','))

const short = (text: string | undefined): string | undefined => text?.slice(0, LONGEST)
