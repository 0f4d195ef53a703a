import { about, type RawRecord, SourceError } from '#kit'

const WHAT = { vi: 'Thông báo NGSI-LD', en: 'The NGSI-LD notification' }
const NO_ATTRIBUTES = new Set(['id', 'type', '@context', 'scope', 'createdAt', 'modifiedAt', 'deletedAt', 'expiresAt'])
/** Where each type of attribute holds its content (ETSI GS CIM 009, 4.5); concise leaves the type out. */
const CONTENT: Record<string, string> = {
  Property: 'value', GeoProperty: 'value', Relationship: 'object', LanguageProperty: 'languageMap', VocabProperty: 'vocab', JsonProperty: 'json',
  ListProperty: 'valueList', ListRelationship: 'objectList',
}
const CONTENT_NAMES = [...new Set(Object.values(CONTENT))]

type Members = Readonly<Record<string, unknown>>

/** One attribute: what it says, and since when it is true. */
interface Told {
  name: string
  value: unknown
  observedAt: string | undefined
  unitCode: unknown
}

/** What an entity said of one moment. */
export interface NgsiRecord {
  id: string
  type: string | string[]
  /** `observedAt` of the values; where none has one, when the notification was sent. */
  at: unknown
  notifiedAt: unknown
  values: Record<string, unknown>
  units: Record<string, unknown>
}

/**
 * The records of one notification: of each entity one for each moment its attributes name, so that no value takes the time of
 * another. Attributes without a moment (a code, a total) stand in each of them.
 */
export function readNotification(message: unknown, representation: 'normalized' | 'simplified'): RawRecord[] {
  if (!isMembers(message) || message['type'] !== 'Notification') throw new SourceError('malformed', about(WHAT, { vi: 'thiếu "type": "Notification"', en: '"type": "Notification" is missing' }))
  const { data, notifiedAt } = message
  if (!Array.isArray(data)) throw new SourceError('malformed', about(WHAT, { vi: '"data" phải là danh sách thực thể (dạng GeoJSON không được đọc)', en: '"data" has to be a list of entities (GeoJSON is not read)' }))
  return data.flatMap((entity: unknown) => recordsOf(entity, notifiedAt, representation))
}

function recordsOf(entity: unknown, notifiedAt: unknown, representation: 'normalized' | 'simplified'): RawRecord[] {
  // A text is rejected in its place, and the other entities count.
  if (!isMembers(entity) || typeof entity['id'] !== 'string' || !isType(entity['type'])) return ['Thực thể thiếu id hoặc type']
  const { id, type } = entity
  const told = Object.entries(entity).filter(([name]) => !NO_ATTRIBUTES.has(name)).flatMap(([name, attribute]) => readAttribute(name, attribute, representation))
  const moments = [...new Set(told.map(({ observedAt }) => observedAt).filter((at) => at !== undefined))]
  return (moments.length === 0 ? [undefined] : moments).map((moment): NgsiRecord => {
    const all = told.filter(({ observedAt }) => observedAt === undefined || observedAt === moment)
    return {
      id, type, at: moment ?? notifiedAt, notifiedAt,
      values: Object.fromEntries(all.map(({ name, value }) => [name, value])),
      units: Object.fromEntries(all.filter(({ unitCode }) => unitCode !== undefined).map(({ name, unitCode }) => [name, unitCode])),
    }
  })
}

function readAttribute(name: string, attribute: unknown, representation: 'normalized' | 'simplified'): Told[] {
  if (representation === 'simplified') return [{ name, value: attribute, observedAt: undefined, unitCode: undefined }]
  // Several instances of one attribute: the one without a name of its own is the attribute's value, the others are other views of it.
  const instances: unknown[] = Array.isArray(attribute) && attribute.every(isDescribed) ? attribute : [attribute]
  const one = instances.length === 1 ? instances[0] : instances.find((instance) => isMembers(instance) && instance['datasetId'] === undefined)
  if (one === undefined) return []
  if (!isDescribed(one)) return [{ name, value: one, observedAt: undefined, unitCode: undefined }]
  const { observedAt, unitCode } = one
  return [{ name, value: one[contentOf(one) ?? ''], observedAt: typeof observedAt === 'string' ? observedAt : undefined, unitCode }]
}

/** Normalized names its type; concise is known by the member that holds the content. GeoJSON and other values have neither. */
const isDescribed = (attribute: unknown): attribute is Members => isMembers(attribute) && contentOf(attribute) !== undefined

function contentOf(attribute: Members): string | undefined {
  const { type } = attribute
  if (typeof type === 'string') return Object.hasOwn(CONTENT, type) ? CONTENT[type] : undefined
  return CONTENT_NAMES.find((name) => Object.hasOwn(attribute, name))
}

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)
const isType = (type: unknown): type is string | string[] => typeof type === 'string' || (Array.isArray(type) && type.length > 0 && type.every((one) => typeof one === 'string'))
