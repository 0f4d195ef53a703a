import { readPointer, UnreadableField } from '#kit'
import type { SensorThingsConfig } from './config.ts'

/** One observation with what it is an observation of. */
export interface ObservationRecord {
  datastream: { id: unknown; name: unknown; properties: unknown }
  thing: { name: unknown; properties: unknown }
  property: { name: unknown; definition: unknown }
  unit: { symbol: unknown; name: unknown; definition: unknown }
  /** End of the time it is of; ISO 8601. */
  time: unknown
  /** Only of an interval. */
  from?: string
  result: unknown
}

/** An interval of ISO 8601 with both ends written out, as the standard's TM_Period is. */
const INTERVAL = /^([^/]{1,40})\/([^/]{1,40})$/

/** The observations of one Datastream, oldest first; what is no Datastream stays what it is, for normalise to refuse. */
export function observationRecords(datastream: unknown, { goodQuality }: Pick<SensorThingsConfig, 'goodQuality'>): unknown[] {
  const name = readPointer(datastream, '/name')
  const observations = readPointer(datastream, '/Observations')
  if (typeof datastream !== 'object' || datastream === null || !Array.isArray(observations)) {
    return [new UnreadableField('not-an-object', { vi: `Datastream ${label(datastream)} không có mảng "Observations" (máy chủ không hiểu $expand?)`, en: `The datastream ${label(datastream)} has no array "Observations" (does the server not know $expand?)` })]
  }
  const about = {
    datastream: { id: readPointer(datastream, '/@iot.id'), name, properties: readPointer(datastream, '/properties') },
    thing: { name: readPointer(datastream, '/Thing/name'), properties: readPointer(datastream, '/Thing/properties') },
    property: { name: readPointer(datastream, '/ObservedProperty/name'), definition: readPointer(datastream, '/ObservedProperty/definition') },
    unit: {
      symbol: readPointer(datastream, '/unitOfMeasurement/symbol'),
      name: readPointer(datastream, '/unitOfMeasurement/name'),
      definition: readPointer(datastream, '/unitOfMeasurement/definition'),
    },
  }
  return observations.toReversed().map((observation: unknown): ObservationRecord => {
    const quality = readPointer(observation, '/resultQuality')
    return {
      ...about,
      ...timeOf(readPointer(observation, '/phenomenonTime')),
      result: isGood(quality, goodQuality) ? readPointer(observation, '/result') : refusal(quality, label(datastream)),
    }
  })
}

/** A figure over an interval is true at its end. What cannot be split stays as it is and is refused as a wrong time. */
function timeOf(phenomenonTime: unknown): { time: unknown; from?: string } {
  const [, from, to] = typeof phenomenonTime === 'string' ? (INTERVAL.exec(phenomenonTime) ?? []) : []
  return from === undefined || to === undefined ? { time: phenomenonTime } : { from, time: to }
}

/** The standard leaves the type of resultQuality open: a word, a number, or a list of them (DQ_Element). */
function isGood(quality: unknown, good: readonly string[]): boolean {
  if (quality === undefined || quality === null || quality === '') return true
  const all: unknown[] = Array.isArray(quality) ? quality : [quality]
  return all.every((one) => (typeof one === 'string' || typeof one === 'number') && good.includes(String(one).trim().toLowerCase()))
}

const refusal = (quality: unknown, datastream: string): UnreadableField =>
  new UnreadableField('bad-quality', { vi: `Datastream ${datastream}: nơi đo không bảo đảm giá trị này (resultQuality)`, en: `Datastream ${datastream}: who measures does not vouch for this value (resultQuality)` }, JSON.stringify(quality)?.slice(0, 200))

const label = (datastream: unknown): string => {
  const name = readPointer(datastream, '/name')
  const id = readPointer(datastream, '/@iot.id')
  return typeof name === 'string' ? `"${name.slice(0, 80)}"` : `@iot.id ${String(id).slice(0, 40)}`
}
