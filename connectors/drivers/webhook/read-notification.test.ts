import { expect, it } from 'vitest'
import { readNotification } from './read-notification.ts'

/** The parking and vehicle of the examples of ETSI GS CIM 009, annex C, in the three forms of clause 4.5. */
const PARKING = 'urn:ngsi-ld:OffStreetParking:Downtown1'
const OBSERVED = '2017-07-29T12:05:02Z'
const NOTIFIED = '2017-07-29T12:06:00Z'
const around = (...data: unknown[]) => ({ id: 'urn:ngsi-ld:Notification:5fd0fa684eb81930c97005f3', type: 'Notification', subscriptionId: 'urn:ngsi-ld:Subscription:5fd0f69b4eb81930c97005db', notifiedAt: NOTIFIED, data })

const normalized = {
  id: PARKING, type: 'OffStreetParking', '@context': ['https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld'],
  name: { type: 'Property', value: 'Downtown One' },
  availableSpotNumber: {
    type: 'Property', value: 121, observedAt: OBSERVED, unitCode: 'C62',
    reliability: { type: 'Property', value: 0.7 }, providedBy: { type: 'Relationship', object: 'urn:ngsi-ld:Camera:C1' },
  },
  totalSpotNumber: { type: 'Property', value: 200 },
  location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [-8.5, 41.2] } },
  isNextTo: { type: 'Relationship', object: 'urn:ngsi-ld:Building:B1' },
  description: { type: 'LanguageProperty', languageMap: { vi: 'Bãi đỗ xe', en: 'Parking' } },
}
const concise = {
  id: PARKING, type: 'OffStreetParking', name: 'Downtown One',
  availableSpotNumber: { value: 121, observedAt: OBSERVED, unitCode: 'C62', reliability: 0.7, providedBy: { object: 'urn:ngsi-ld:Camera:C1' } },
  totalSpotNumber: 200, location: { type: 'Point', coordinates: [-8.5, 41.2] }, isNextTo: { object: 'urn:ngsi-ld:Building:B1' }, description: { languageMap: { vi: 'Bãi đỗ xe', en: 'Parking' } },
}
const simplified = {
  id: PARKING, type: 'OffStreetParking', name: 'Downtown One', availableSpotNumber: 121, totalSpotNumber: 200,
  location: { type: 'Point', coordinates: [-8.5, 41.2] }, isNextTo: 'urn:ngsi-ld:Building:B1', description: { languageMap: { vi: 'Bãi đỗ xe', en: 'Parking' } },
}
const values = {
  name: 'Downtown One', availableSpotNumber: 121, totalSpotNumber: 200, location: { type: 'Point', coordinates: [-8.5, 41.2] }, isNextTo: 'urn:ngsi-ld:Building:B1',
}

it.each([['normalized', normalized], ['concise', concise]])('reads the %s form with the moment and unit of the value', (_form, entity) => {
  expect(readNotification(around(entity), 'normalized')).toEqual([
    { id: PARKING, type: 'OffStreetParking', at: OBSERVED, notifiedAt: NOTIFIED, units: { availableSpotNumber: 'C62' }, values: { ...values, description: { vi: 'Bãi đỗ xe', en: 'Parking' } } },
  ])
})

it('reads the simplified form, which has no moments of its own, at the moment of the notification', () => {
  expect(readNotification(around(simplified), 'simplified')).toEqual([
    { id: PARKING, type: 'OffStreetParking', at: NOTIFIED, notifiedAt: NOTIFIED, units: {}, values: { ...values, description: simplified.description } },
  ])
})

it('gives no value the moment of another: a record for each, with what has none in all of them', () => {
  const vehicle = {
    id: 'urn:ngsi-ld:Vehicle:A4567', type: 'Vehicle', brandName: { type: 'Property', value: 'Mercedes' },
    speed: { type: 'Property', value: 55, observedAt: '2017-07-29T12:00:04Z' }, isParked: { type: 'Relationship', object: PARKING, observedAt: OBSERVED },
  }
  expect(readNotification(around(vehicle), 'normalized')).toMatchObject([
    { at: '2017-07-29T12:00:04Z', values: { brandName: 'Mercedes', speed: 55 } }, { at: OBSERVED, values: { brandName: 'Mercedes', isParked: PARKING } },
  ])
})

it('takes of several instances the one without a name, and none where all have one', () => {
  const speed = [{ type: 'Property', value: 55, observedAt: OBSERVED, datasetId: 'urn:ngsi-ld:Property:gps' }, { type: 'Property', value: 54.5, observedAt: OBSERVED }]
  expect(readNotification(around({ id: 'urn:a', type: 'Vehicle', speed }), 'normalized')).toMatchObject([{ values: { speed: 54.5 } }])
  const named = speed.map((one) => ({ ...one, datasetId: 'urn:b' }))
  expect(readNotification(around({ id: 'urn:a', type: 'Vehicle', speed: named }), 'normalized')).toMatchObject([{ values: {} }])
})

it('does not take a value for a description in the simplified form, nor a list for instances', () => {
  expect(readNotification(around({ id: 'urn:a', type: 'T', a: { value: 1, observedAt: OBSERVED } }), 'simplified')).toMatchObject([{ at: NOTIFIED, values: { a: { value: 1, observedAt: OBSERVED } } }])
  expect(readNotification(around({ id: 'urn:a', type: 'T', a: { type: 'Property', value: [1, 2] }, b: [1, 2] }), 'normalized')).toMatchObject([{ values: { a: [1, 2], b: [1, 2] } }])
})

it('leaves what is no entity in its place as a text, and reads the others', () => {
  const read = readNotification(around(7, { type: 'T' }, { id: 'urn:a', type: [] }, { id: 'urn:a', type: ['T', 'U'], a: 1 }), 'normalized')
  expect(read.map((record) => typeof record)).toEqual(['string', 'string', 'string', 'object'])
})

it.each([[{ ...around(), type: 'Vehicle' }], [around], [[]], [null], [{ type: 'Notification', data: { type: 'FeatureCollection', features: [] } }], [{ type: 'Notification' }]])('says malformed for %j', (message) => {
  expect(() => readNotification(message, 'normalized')).toThrow(expect.objectContaining({ kind: 'malformed' }) as Error)
})

it('takes a notification of nothing', () => expect(readNotification(around(), 'normalized')).toEqual([]))
