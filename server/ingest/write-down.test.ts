import { expect, it } from 'vitest'
import { readDown, writeDown } from './write-down.ts'

it('gives back every delivery byte for byte, text or not', () => {
  const parts = [
    { body: Buffer.from('{"pm25": 12.5}\n{"x": "ế"}'), from: 'mqtt://broker:1883/tram/1', contentType: 'application/json' },
    { body: Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xc3]), from: 'mqtt://broker:1883/tram/2' },
    { body: Buffer.alloc(0), from: 'mqtt://broker:1883/tram/3' },
  ]
  expect(readDown(writeDown(parts)).map(({ body, ...rest }) => ({ ...rest, body: Buffer.from(body) }))).toEqual(parts)
})

it('says so when what was kept is no line of ours', () => {
  expect(() => readDown(Buffer.from('{"from":'))).toThrow('không đọc lại được')
})
