import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import desk from './desk-vi.json'
import en from './en.json'
import { createSay, formatAge, formatDate, formatDelta, formatNumber, formatSince, withUnit } from './index.ts'
import first from './vi.json'

const vi = { ...first, ...desk }

const keysOf = (texts: Record<string, Record<string, string>>) => Object.entries(texts).flatMap(([group, all]) => Object.keys(all).map((key) => `${group}.${key}`)).sort()

it('says the same things in both languages', () => {
  expect(keysOf(en)).toEqual(keysOf(vi))
})

it('fills in the same things in both languages', () => {
  const blanksOf = (texts: Record<string, Record<string, string>>) => Object.entries(texts).flatMap(([group, all]) => Object.entries(all).map(([key, text]) => `${group}.${key}: ${[...new Set(text.match(/\{\w+\}/g))].sort().join(' ')}`)).sort()
  expect(blanksOf(en)).toEqual(blanksOf(vi))
})

it('has words for every key the screens ask for, so that none is shown as it is', () => {
  const known = keysOf(vi)
  const groups = Object.keys(vi).join('|')
  const files = readdirSync('client', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  expect(files.length).toBeGreaterThan(200)
  const missing = files.flatMap((file) => {
    const source = readFileSync(`client/${file}`, 'utf8')
    const whole = [...source.matchAll(new RegExp(`['"](?<key>(?:${groups})\\.[a-zA-Z][\\w-]*)['"]`, 'g'))].flatMap(({ groups: found }) => found?.['key'] ?? [])
    const begun = [...source.matchAll(new RegExp(`\`(?<key>(?:${groups})\\.[\\w-]*)\\$\\{`, 'g'))].flatMap(({ groups: found }) => found?.['key'] ?? [])
    return [...whole.filter((key) => !known.includes(key)), ...begun.filter((begin) => !known.some((key) => key.startsWith(begin)))].map((key) => `${file}: ${key}`)
  })
  expect(missing).toEqual([])
})

it('writes numbers as in Vietnam, with a true minus and no minus zero', () => {
  expect(formatNumber(1234.5, 1, 'vi')).toBe('1.234,5')
  expect(formatNumber(-3.2, 1, 'vi')).toBe('−3,2')
  expect(formatNumber(-0.04, 1, 'vi')).toBe('0,0')
  expect(withUnit('98,4', '%')).toBe('98,4%')
  expect(withUnit('12', 'hồ sơ')).toBe('12 hồ sơ')
})

it('signs a difference, and says when there is none', () => {
  expect(formatDelta(0.3, 1, 'vi')).toBe('+0,3')
  expect(formatDelta(-0.6, 1, 'vi')).toBe('−0,6')
  expect(formatDelta(0.01, 1, 'vi')).toBe('±0,0')
})

it('tells ages in words, then the day', () => {
  expect(formatAge(30_000, 'vi')).toBe('30 giây')
  expect(formatAge(180_000, 'vi')).toBe('3 phút')
  expect(formatAge(15_300_000, 'vi')).toBe('4 giờ 15 phút')
  expect(formatAge(7_200_000, 'vi')).toBe('2 giờ')
  expect(formatAge(81_780_000, 'vi')).toBe('22 giờ')
  const now = Date.UTC(2026, 10, 24, 8)
  expect(formatSince(Date.UTC(2026, 10, 20, 8), now, 'Asia/Ho_Chi_Minh', 'vi')).toBe('20/11')
  expect(formatDate(Date.UTC(2026, 10, 23, 18), 'Asia/Ho_Chi_Minh', 'vi')).toBe('Thứ Ba, 24/11/2026')
})

it('fills in values and shows an unknown key as it is', () => {
  const say = createSay('vi')
  expect(say('system.onTime', { onTime: 5, known: 6 })).toBe('5 trên 6 nguồn đúng nhịp')
  expect(say('no.such')).toBe('no.such')
})
