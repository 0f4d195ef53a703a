import { defineSystem } from '#kit'
import { openEntities } from './reshape.ts'

const group = { where: { '/type': 'CameraGroup' }, min: 0, optional: true } // which attribute is missing is told by `openEntities`

/** The video management system, through its context broker: cameras and AI events per commune, traffic per place. */
export const cameras = defineSystem({
  id: 'cameras',
  title: { vi: 'Camera giám sát', en: 'Surveillance cameras' },
  short: { vi: 'Camera', en: 'Cameras' },
  agency: 'ops.ioc',
  driver: 'webhook',
  config: { form: 'ngsi-ld', maxRecords: 5_000, maxBytes: 512 * 1024 },
  subject: '/site',
  locality: '/values/communeCode',
  at: '/at',
  reshape: openEntities,
  readings: [
    { indicator: 'cam.total', value: '/values/cameraTotal', ...group, max: 5_000 },
    { indicator: 'cam.online-rate', value: '/values/onlineRate', ...group, max: 100, coverage: { reported: '/values/camerasKnown', expected: '/values/cameraTotal' } },
    { indicator: 'cam.ai-violations', value: '/values/aiViolations', ...group, max: 20_000 },
    { indicator: 'traffic.flow', value: '/values/vehiclesPerHour', where: { '/type': 'TrafficFlowObserved' }, min: 0, max: 20_000, optional: true },
  ],
})
