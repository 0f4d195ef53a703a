import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrastOf, distanceSeen, type Vision } from './color-vision.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const blockOf = (theme: string): string => css.split(`[data-theme='${theme}']`)[1]?.split('}')[0] ?? ''

function tokensOf(theme: string): Record<string, string> {
  const tokens: Record<string, string> = {}
  for (const [, name = '', value = ''] of blockOf(theme).matchAll(/--([\w-]+): ([^;]+);/g)) tokens[name] = /^var\(--([\w-]+)\)$/.exec(value)?.[1] ?? value
  return Object.fromEntries(Object.entries(tokens).map(([name, value]) => [name, value.startsWith('#') ? value : (tokens[value] ?? value)]))
}

/** P1 to P4, out of date, and the grey of what is as it should be. */
const STATES = ['p1', 'p2', 'p3', 'p4', 'stale', 'ink-2'] as const
const PAIRS = STATES.flatMap((one, i) => STATES.slice(i + 1).map((other) => [one, other] as const))
/** What the palette was chosen for (decision of the visual language, section 4). */
const LEAST_APART = 7.5
const LEAST_FIRST_TWO = 12
/** Where colour says nothing at all, the shape alone tells these apart: square, circle, tick, and the dashed clock. */
const ALIKE_IN_GREY = { wall: ['p1 p4', 'p1 ink-2', 'p4 ink-2'], desk: ['p2 stale'] }
const SEEN_IN_GREY = 5

describe.each(['wall', 'desk'] as const)('the colours of the %s', (theme) => {
  const tokens = tokensOf(theme)
  const color = (name: string): string => tokens[name] ?? `no colour ${name}`
  const near = (vision: Vision, least: number): string[] => PAIRS.flatMap(([one, other]) => (distanceSeen(color(one), color(other), vision) < least ? [`${one} ${other}`] : []))

  it.each(['normal', 'protan', 'deutan', 'tritan'] as const)('keep every two states apart for who sees as %s, the two gravest most', (vision) => {
    expect(near(vision, LEAST_APART)).toEqual([])
    expect(distanceSeen(color('p1'), color('p2'), vision)).toBeGreaterThanOrEqual(LEAST_FIRST_TWO)
  })

  it('leave to the shape, in grey, only what is known to be alike', () => {
    expect(near('grey', SEEN_IN_GREY)).toEqual(ALIKE_IN_GREY[theme])
  })

  it('can be read: text on every surface, numbers within signs, edges of signs and fields', () => {
    const low = (names: string[], grounds: string[], least: number) => names.flatMap((name) => grounds.filter((ground) => contrastOf(color(name), color(ground)) < least).map((ground) => `${name} on ${ground}`))
    expect(low(['t1', 't2', 't3', 'acc'], ['bg', 'surface-1', 'surface-2', 'surface-3'], 4.5)).toEqual([])
    expect(low(['acc-ink'], ['acc'], 4.5)).toEqual([])
    expect([1, 2, 3, 4].flatMap((priority) => low([`p${priority}-on`], [`p${priority}`], 4.5))).toEqual([])
    expect(low(['p1-e', 'p2-e', 'p3-e', 'p4-e', 'stale-e', 'line-ctl', 'acc'], ['bg', 'surface-1', 'surface-2'], 3)).toEqual([])
  })
})

it('knows a colour it was told about: red turns to olive and loses its punch for who sees no red', () => {
  expect(distanceSeen('#ff0000', '#ff0000', 'deutan')).toBe(0)
  expect(distanceSeen('#ff0000', '#00aa00', 'deutan')).toBeLessThan(distanceSeen('#ff0000', '#00aa00', 'normal') / 2)
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 6)
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})
