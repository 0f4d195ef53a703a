import { expect, it } from 'vitest'
import { push } from './driver.ts'

const open = (body: string | Uint8Array, contentType = 'application/json', config = {}) =>
  push.open(push.config.parse(config), { body: typeof body === 'string' ? new TextEncoder().encode(body) : body, contentType })

it('opens an array, one object and NDJSON, under whatever content type', () => {
  expect(open('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }])
  expect(open('\uFEFF{"a":1}', 'application/x-www-form-urlencoded')).toEqual([{ a: 1 }])
  expect(open('{\n  "a": 1\n}\n')).toEqual([{ a: 1 }])
  for (const type of ['application/x-ndjson', 'application/json', 'text/plain', '']) expect(open('{"a":1}\r\n\n{"a":2}\n', type)).toEqual([{ a: 1 }, { a: 2 }])
})

it('keeps a broken line in its place and reads the others', () => {
  expect(open('{"a":1}\n{"a":\n{"a":3}\n', 'application/x-ndjson')).toEqual([{ a: 1 }, '{"a":', { a: 3 }])
  expect(open('{"a":\n{"a":3}\n')).toEqual(['{"a":', { a: 3 }])
})

it.each([['[{"a":1},'], ['{\n "a": [\n 1,\n'], ['<html>'], [''], ['12'], ['"x"'], ['null'], [`${'['.repeat(100)}${']'.repeat(100)}`]])('says malformed for %j', (body) => {
  expect(() => open(body)).toThrow(expect.objectContaining({ name: 'SourceError', kind: 'malformed' }))
})

it('says malformed when no line of NDJSON can be read, or the text is not UTF-8', () => {
  expect(() => open('a\nb', 'application/x-ndjson')).toThrow(expect.objectContaining({ kind: 'malformed' }))
  expect(() => open(new Uint8Array([0xff, 0xfe, 0x5b]))).toThrow(/UTF-8/)
})

it('refuses a delivery beyond its limits as a whole', () => {
  expect(() => open('[1,2,3]', 'application/json', { maxRecords: 2 })).toThrow(/quá 2 bản ghi/)
  expect(() => open(`["${'x'.repeat(2000)}"]`, 'application/json', { maxBytes: 1024 })).toThrow(/1024 byte/)
})
