import { cap } from '../../connectors/drivers/cap/driver.ts'
import { httpJson } from '../../connectors/drivers/http-json/driver.ts'
import { ical } from '../../connectors/drivers/ical/driver.ts'
import { open311 } from '../../connectors/drivers/open311/driver.ts'
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

describeDriver({
  driver: sensorThings,
  configFor: (url) => ({ url, auth: { kind: 'bearer', token: 'bi-mat-khong-duoc-lo' } }),
  good: {
    contentType: 'application/json;charset=UTF-8', records: 2,
    body: '{"value":[{"@iot.id":1,"name":"a","Observations":[{"phenomenonTime":"2026-10-15T02:00:00Z","result":1},{"phenomenonTime":"2026-10-15T01:00:00Z","result":2}]}]}',
  },
})

const PERSON = ['Gặp họ tên', '0900000000', 'Số nhà 1', 'Người']

describeDriver({
  driver: open311,
  configFor: (url) => ({ url, paging: 'none', openDays: 90, auth: { kind: 'bearer', token: 'bi-mat-khong-duoc-lo' } }),
  good: {
    contentType: 'application/json', records: 2, mustNotKeep: PERSON,
    body: '[{"service_request_id":638344,"status":"open","description":"Gặp họ tên","phone":"0900000000","address":"Số nhà 1","first_name":"Người","requested_datetime":"2026-10-14T06:37:38+07:00"}]',
  },
})

describeDriver({
  driver: { ...open311, protocol: 'open311 (xml)' },
  configFor: (url) => ({ url, format: 'xml', paging: 'none', openDays: 90, auth: { kind: 'bearer', token: 'bi-mat-khong-duoc-lo' } }),
  good: {
    contentType: 'text/xml', records: 2, mustNotKeep: PERSON,
    body: '<?xml version="1.0" encoding="utf-8"?><service_requests><request><service_request_id>638344</service_request_id><status>open</status><description>Gặp họ tên</description><phone>0900000000</phone><address>Số nhà 1</address><first_name>Người</first_name><requested_datetime>2026-10-14T06:37:38+07:00</requested_datetime></request></service_requests>',
  },
})

describeDriver({
  driver: cap,
  configFor: (url) => ({ url, auth: { kind: 'basic', username: 'ioc', password: 'bi-mat-khong-duoc-lo' } }),
  good: {
    contentType: 'application/cap+xml', records: 2,
    body: '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A</identifier><sender>s</sender><sent>2026-10-15T02:00:00+07:00</sent><status>Actual</status><msgType>Alert</msgType><info><effective>2020-01-01T00:00:00+07:00</effective><expires>2099-01-01T00:00:00+07:00</expires></info></alert>',
  },
})
