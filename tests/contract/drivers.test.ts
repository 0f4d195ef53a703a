import { httpJson } from '../../connectors/drivers/http-json/driver.ts'
import { ical } from '../../connectors/drivers/ical/driver.ts'
import { prometheus } from '../../connectors/drivers/prometheus/driver.ts'
import { describeDriver } from './driver-suite.ts'

/** Every poll driver over HTTP. New ones join here. */
describeDriver({
  driver: httpJson,
  configFor: (url) => ({ url, recordsAt: '/items', auth: { kind: 'bearer', token: 'bi-mat-khong-duoc-lo' } }),
  good: { contentType: 'application/json', body: '{"items":[{"a":1},{"a":2}]}', records: 2 },
})

describeDriver({
  driver: httpJson,
  way: 'SOAP, signed',
  configFor: (url) => ({
    url, recordsAt: '/LayDanhSachResponse/ds/xa', soap: { body: '<LayDanhSach/>' }, auth: { kind: 'hmac', keyId: 'ioc', secret: 'bi-mat-khong-duoc-lo' },
  }),
  good: {
    contentType: 'text/xml; charset=utf-8',
    body: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><LayDanhSachResponse><ds><xa>1</xa><xa>2</xa></ds></LayDanhSachResponse></s:Body></s:Envelope>',
    records: 2,
  },
})

describeDriver({
  driver: ical,
  configFor: (url) => ({ url, auth: { kind: 'basic', username: 'ioc', password: 'bi-mat-khong-duoc-lo' } }),
  good: {
    contentType: 'text/calendar; charset=utf-8',
    body: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20200101T010000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    records: 2,
  },
})

describeDriver({
  driver: prometheus,
  configFor: (url) => ({ url, auth: { kind: 'basic', username: 'ioc', password: 'bi-mat-khong-duoc-lo' } }),
  good: { contentType: 'text/plain; version=0.0.4', body: '# HELP up x\nup 1\nload{cpu="0"} 0.5\n', records: 2 },
})
