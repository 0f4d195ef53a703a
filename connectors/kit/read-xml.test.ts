import { expect, it } from 'vitest'
import { childrenNamed, childText, parseXml } from './read-xml.ts'

const read = (text: string) => parseXml(text, 'so.example')

it('reads elements without their prefixes, entities, CDATA and attributes', () => {
  const root = read('<?xml version="1.0" encoding="UTF-8"?>\n<!-- x --><a:alert xmlns:a="urn:x" a:n="1 &amp; 2"><a:p> một &lt; hai &#233; </a:p><p><![CDATA[<ba>]]></p><p/></a:alert>')
  expect([root.name, root.attributes['n'], childText(root, 'p'), childText(root, 'q')]).toEqual(['alert', '1 & 2', 'một < hai é', undefined])
  expect(childrenNamed(root, 'p').map(({ text }) => text)).toEqual([' một < hai é ', '<ba>', ''])
  expect(({} as Record<string, unknown>)['n']).toBeUndefined()
})

it('reads attributes with spaces around their =, and leaves what stands in quotes', () => {
  const { attributes } = read(`<a b = "1 = '2'" c='3>4'\n d\n=\n"x = y"/>`)
  expect({ ...attributes }).toEqual({ b: "1 = '2'", c: '3>4', d: 'x = y' })
})

it.each([
  ['<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', 'DOCTYPE'],
  ['<!DOCTYPE a SYSTEM "http://169.254.169.254/x.dtd"><a/>', 'DOCTYPE'],
  ['<a><!ENTITY x "y"></a>', 'DOCTYPE'],
  ['<a>'.repeat(10_000) + '</a>'.repeat(10_000), 'quá 64 tầng'],
  ['<a>'.repeat(10_000), 'quá 64 tầng'],
  ['<a><b></a>', 'không phải là XML đúng'], ['<a><b>', 'không phải là XML đúng'], ['<a', 'không phải là XML đúng'], ['{"a":1}', 'không phải là XML đúng'], ['', 'không phải là XML đúng'], ['<a/><b/>', 'nhiều phần tử gốc'], ['<a></a>rác', 'không phải là XML đúng'],
])('refuses %#, naming the place', (text, said) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ name: 'SourceError', kind: 'malformed', message: expect.stringMatching(`^so.example: .*${said}`) }))
})

it('leaves an entity nobody declared as the text it is', () => {
  expect(childText(read('<a><b>&bom;</b></a>'), 'b')).toBe('&bom;')
})

it('stops at its number of elements, without having built more', () => {
  const before = process.memoryUsage().heapUsed
  expect(() => parseXml(`<a>${'<b/>'.repeat(2_000_000)}</a>`, 'so.example', { maxElements: 1_000 })).toThrow(/quá 1000 phần tử/)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024)
})

it('does not quote the document in its message', () => {
  expect(() => read('<a><ten>bí mật</a>')).toThrow(expect.objectContaining({ message: expect.not.stringContaining('bí mật') }))
})

it('reads on through long runs of spaces without looking at each again', () => {
  const spaces = ' '.repeat(300_000)
  // Squared, this would be minutes, and the test's own time limit ends it.
  expect({ ...read(`<a b${spaces}=${spaces}"1" c = "2"${spaces}/>`).attributes }).toEqual({ b: '1', c: '2' })
  expect(() => read(`<a b${spaces}x${spaces}="1">`)).toThrow(/không phải là XML đúng/)
})
