import { httpJson } from '../../connectors/drivers/http-json/driver.ts'
import { prometheus } from '../../connectors/drivers/prometheus/driver.ts'
import { sensorThings } from '../../connectors/drivers/sensorthings/driver.ts'
import { describeDriver } from './driver-suite.ts'

/** Every poll driver over HTTP. New ones join here. */
describeDriver({
  driver: httpJson,
  configFor: (url) => ({ url, recordsAt: '/items', auth: { kind: 'bearer', token: 'bi-mat-khong-duoc-lo' } }),
  good: { contentType: 'application/json', body: '{"items":[{"a":1},{"a":2}]}', records: 2 },
})

describeDriver({
  driver: prometheus,
  configFor: (url) => ({ url, auth: { kind: 'basic', username: 'ioc', password: 'bi-mat-khong-duoc-lo' } }),
  good: { contentType: 'text/plain; version=0.0.4', body: '# HELP up x\nup 1\nload{cpu="0"} 0.5\n', records: 2 },
})

describeDriver({
  driver: sensorThings,
  configFor: (url) => ({ url, auth: { kind: 'bearer', token: 'bi-mat-khong-duoc-lo' } }),
  good: {
    contentType: 'application/json;charset=UTF-8', records: 2,
    body: '{"value":[{"@iot.id":1,"name":"a","Observations":[{"phenomenonTime":"2026-10-15T02:00:00Z","result":1},{"phenomenonTime":"2026-10-15T01:00:00Z","result":2}]}]}',
  },
})
