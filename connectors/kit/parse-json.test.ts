import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseJson } from './parse-json.ts'
import { compileMembers, readPointer } from './read-pointer.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

it('reads UTF-8 with or without a byte order mark', () => {
  expect(parseJson(bytes('\uFEFF{"a":"Tây"}'), 'x')).toEqual({ a: 'Tây' })
})

it.each([[''], ['  '], ['{"a":'], ['{a:1}'], ['NaN']])('says malformed for %j', (text) => {
  expect(() => parseJson(bytes(text), 'so.example')).toThrow(expect.objectContaining({ kind: 'malformed', message: expect.stringContaining('so.example') }))
})

it('says malformed for another encoding', () => {
  expect(() => parseJson(new Uint8Array([0x22, 0xe0, 0x22]), 'x')).toThrow(/UTF-8/)
})

it('refuses to go deeper than 64, brackets in text not counted', () => {
  expect(() => parseJson('['.repeat(1_000_000), 'x')).toThrow(/64 tầng/)
  expect(() => parseJson(`${'['.repeat(65)}${']'.repeat(65)}`, 'x')).toThrow(/64 tầng/)
  expect(parseJson(`["${'['.repeat(500)}\\"["]`, 'x')).toHaveLength(1)
})

it('counts as deep what a scanner finds that looks at every character', () => {
  const isTooDeep = (text: string) => {
    try {
      parseJson(text, 'x', { maxDepth: 2 })
      return false
    } catch (thrown) {
      return String(thrown).includes('tầng')
    }
  }
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('[', '{', ']', '}', '"', '\\', 'a'), maxLength: 30 }), (text) => {
    let [depth, deepest, inString] = [0, 0, false]
    for (let i = 0; i < text.length; i += 1) {
      if (inString && text[i] === '\\') i += 1
      else if (text[i] === '"') inString = !inString
      else if (!inString && '[{'.includes(text.charAt(i))) deepest = Math.max(deepest, depth += 1)
      else if (!inString && ']}'.includes(text.charAt(i))) depth -= 1
    }
    expect(isTooDeep(text), text).toBe(deepest > 2)
  }), { numRuns: 3_000 })
})

it('follows pointers through own members only', () => {
  const record: unknown = JSON.parse('{"a":{"b/c":[10,{"d~":1}]},"__proto__":{"x":5},"":2}')
  expect(readPointer(record, '')).toBe(record)
  expect(readPointer(record, '/a/b~1c/1/d~0')).toBe(1)
  expect(readPointer(record, '/')).toBe(2)
  expect(readPointer(record, '/__proto__/x')).toBe(5)
  for (const nowhere of ['/constructor', '/toString', '/a/b~1c/length', '/a/b~1c/-1', '/a/b~1c/01', '/a/b~1c/0/x', '/x', '/a/__proto__']) expect(readPointer(record, nowhere), nowhere).toBeUndefined()
})

it('compares members exactly', () => {
  expect(compileMembers({ '/a': '1', '/b': true })({ a: '1', b: true })).toBe(true)
  expect(compileMembers({ '/a': 1 })({ a: '1' })).toBe(false)
})
