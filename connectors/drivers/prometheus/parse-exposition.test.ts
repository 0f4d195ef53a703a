import { expect, it } from 'vitest'
import { parseExposition } from './parse-exposition.ts'

const parse = (text: string, openMetrics = false, maxLines = 1000) => parseExposition(text, { openMetrics, maxLines, host: 'so.example' })

it('reads names, labels with escapes, values and times in milliseconds', () => {
  expect(parse('# HELP a x\n# TYPE a gauge\na 1\n  a{x="1", y="a\\"b\\\\c\\nd,}{=",}  2.5e3 1700000000123 \r\nns:b_total{} -.5\n')).toEqual([
    { name: 'a', labels: {}, value: 1 },
    { name: 'a', labels: { x: '1', y: 'a"b\\c\nd,}{=' }, value: 2500, at: 1_700_000_000_123 },
    { name: 'ns:b_total', labels: {}, value: -0.5 },
  ])
})

it('reads OpenMetrics: times in seconds, exemplars, the end mark', () => {
  expect(parse('a_total{p="x # y"} 3 1700000000.5 # {trace_id="z"} 0.5 1700000000\na 1 # {t="1"} 2\n# EOF\n', true)).toEqual([
    { name: 'a_total', labels: { p: 'x # y' }, value: 3, at: 1_700_000_000_500 },
    { name: 'a', labels: {}, value: 1 },
  ])
})

it('keeps values that are no numbers as text, for normalise to reject', () => {
  expect(parse('a NaN\nb +Inf\nc -Inf\n').map((record) => (typeof record === 'string' ? record : record.value))).toEqual(['NaN', '+Inf', '-Inf'])
})

it('names a bad line with its number and keeps the others', () => {
  expect(parse('a 1\n# x\nb{c="d} 1\nabc123\ne 1 x\nf one\ng 2\n')).toEqual([
    { name: 'a', labels: {}, value: 1 }, 'dòng 3: b{c="d} 1', 'dòng 4: abc123', 'dòng 5: e 1 x', 'dòng 6: f one', { name: 'g', labels: {}, value: 2 },
  ])
})

it('says malformed, with the line, when nothing on the page can be read', () => {
  expect(() => parse('{"a": 1}\n')).toThrow(expect.objectContaining({ kind: 'malformed', message: expect.stringContaining('dòng 1') }))
})

it('says malformed beyond its number of lines, and reads a label called __proto__ as a label', () => {
  expect(() => parse('a 1\n'.repeat(11), false, 10)).toThrow(/quá 10 dòng/)
  const [record] = parse('a{__proto__="x"} 1')
  expect(typeof record === 'object' && Object.keys(record.labels)).toEqual(['__proto__'])
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

it('is not slowed down by a line made to confuse it', () => {
  const startedAt = performance.now()
  parse(`ok 1\na{${'x="'.repeat(5_000)}\nb{${'a="b",'.repeat(2_000)}\nc ${' '.repeat(16_000)}x y z\n`)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})
