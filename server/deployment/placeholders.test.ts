import { expect, it } from 'vitest'
import { fillPlaceholders } from './placeholders.ts'

const written = { url: '${HOST}/api', auth: { token: '${TOKEN}' }, list: ['x', 'a ${HOST} b ${HOST}'], size: 5, port: '${PORT:-8080}' }

it('fills every text, however deep, and leaves the rest alone', () => {
  const { value, missing, malformed } = fillPlaceholders(written, { HOST: 'http://h', TOKEN: '${HOST}' })
  expect(value).toEqual({ url: 'http://h/api', auth: { token: '${HOST}' }, list: ['x', 'a http://h b http://h'], size: 5, port: '8080' })
  expect([missing, malformed]).toEqual([[], []])
})

it('names what is missing and where it is asked for', () => {
  expect(fillPlaceholders(written, { HOST: 'h' }).missing).toEqual([{ name: 'TOKEN', path: ['auth', 'token'] }])
})

it('tells a placeholder that is none', () => {
  expect(fillPlaceholders({ url: '${host name}' }, {}).malformed).toEqual([{ text: '${host name}', path: ['url'] }])
})

it('only reads them where there is no environment', () => {
  const { value, missing, names } = fillPlaceholders(written, undefined)
  expect(value).toEqual(written)
  expect(missing).toEqual([])
  expect([...new Set(names)]).toEqual(['HOST', 'TOKEN', 'PORT'])
})
