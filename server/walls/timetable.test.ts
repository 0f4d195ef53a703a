import { expect, it } from 'vitest'
import { Wall, WorkingCalendar } from '#contract'
import { createZone } from '../freshness/index.ts'
import { createDays } from './days.ts'
import { lightAt, slotAt, stateAt } from './timetable.ts'

const days = createDays({
  zone: createZone('Asia/Ho_Chi_Minh'),
  calendar: WorkingCalendar.parse({ holidays: [{ day: '2026-09-02', name: { vi: 'Quốc khánh', en: 'National Day' } }], makeUpDays: [{ day: '2026-08-22' }] }),
})
const at = (local: string) => Date.parse(`${local}+07:00`)
const local = (moment: number | undefined) => (moment === undefined ? undefined : new Date(moment + 7 * 3_600_000).toISOString().slice(0, 19))
const wallOf = (more: object) => Wall.parse({ id: 'w', title: { vi: 'T', en: 'W' }, scene: 'home', ...more })
const sceneAt = (wall: Wall, when: string) => stateAt(wall, at(when), days).scene
const one = (scene: string, dwell = '60s') => ({ scene, dwell })

const TWO = wallOf({ rotation: [one('a'), one('b', '30s')] })
const OFFICE = wallOf({
  rotation: [one('quiet')],
  schedule: [
    { days: ['fri'], from: '14:00', until: '15:00', rotation: [one('meeting')] },
    { days: 'worked', from: '07:00', until: '17:30', rotation: [one('work')] },
    { days: 'off', from: '08:00', until: '18:00', rotation: [one('visitors')] },
    { from: '22:00', until: '05:00', rotation: [one('night')] },
  ],
})

it('turns from midnight on, each scene for its own time', () => {
  expect(['00:00:00', '00:00:59', '00:01:00', '00:01:29', '00:01:30', '12:00:00'].map((time) => sceneAt(TWO, `2026-08-20T${time}`))).toEqual(['a', 'a', 'b', 'b', 'a', 'a'])
})

it('says when the next scene comes, and that none does where a wall stands on one', () => {
  const state = stateAt(TWO, at('2026-08-20T00:01:10'), days)
  expect([state.scene, state.next?.scene, local(state.next?.at)]).toEqual(['b', 'a', '2026-08-20T00:01:30'])
  expect(stateAt(wallOf({}), at('2026-08-20T09:00:00'), days)).toEqual({ wall: 'w', at: at('2026-08-20T09:00:00'), scene: 'home', brightness: 1 })
})

it.each([
  ['a Thursday at work', '2026-08-20T07:00:00', 'work'],
  ['a Thursday in the evening', '2026-08-20T17:30:00', 'quiet'],
  ['the row above wins', '2026-08-21T14:59:59', 'meeting'],
  ['and the one below goes on after it', '2026-08-21T15:00:00', 'work'],
  ['a Saturday', '2026-08-29T10:00:00', 'visitors'],
  ['a Saturday worked in exchange', '2026-08-22T10:00:00', 'work'],
  ['a holiday in the week', '2026-09-02T10:00:00', 'visitors'],
  ['after midnight of a row that began the day before', '2026-08-20T04:59:59', 'night'],
  ['and its end', '2026-08-20T05:00:00', 'quiet'],
])('follows the days and hours of the schedule: %s', (_, when, scene) => {
  expect(sceneAt(OFFICE, when)).toBe(scene)
})

it('names what follows over the border of a row and over midnight', () => {
  const evening = stateAt(OFFICE, at('2026-08-20T23:00:00'), days)
  expect([evening.scene, evening.next?.scene, local(evening.next?.at)]).toEqual(['night', 'quiet', '2026-08-21T05:00:00'])
})

it('begins no scene that would be gone before it is read', () => {
  const wall = wallOf({ rotation: [one('quiet')], schedule: [{ from: '08:00', until: '08:04', rotation: [one('a', '90s'), one('b', '90s')] }] })
  const shown = Array.from({ length: 24 }, (_, i) => slotAt(wall, at('2026-08-20T08:00:00') + i * 10_000, days).scene)
  // 90 s of a, 90 s of b, and 60 of 90 s of a: enough to be read.
  expect(shown).toEqual([...Array<string>(9).fill('a'), ...Array<string>(9).fill('b'), ...Array<string>(6).fill('a')])
  const short = wallOf({ ...wall, schedule: [{ from: '08:00', until: '08:04', rotation: [one('a', '110s'), one('b', '110s')] }] })
  expect(sceneAt(short, '2026-08-20T08:03:50')).toBe('b')
  expect(local(stateAt(short, at('2026-08-20T08:03:00'), days).next?.at)).toBe('2026-08-20T08:04:00')
})

it('leaves no moment of a week without a scene, and no two slots over one another', () => {
  let when = at('2026-08-24T00:00:00')
  const end = at('2026-08-31T00:00:00')
  while (when < end) {
    const slot = slotAt(OFFICE, when, days)
    expect(slot.from).toBeLessThanOrEqual(when)
    expect(slot.until).toBeGreaterThan(when)
    expect(slotAt(OFFICE, slot.until - 1, days).scene).toBe(slot.scene)
    when = slot.until
  }
})

it('is dark at night, black once a week, and says until when', () => {
  const wall = wallOf({ night: {}, blackField: { day: 'sun', from: '03:00' } })
  const light = (when: string) => {
    const { brightness, brightUntil } = lightAt(wall, at(when), days)
    return [brightness, local(brightUntil)]
  }
  expect(light('2026-08-22T21:59:59')).toEqual([1, '2026-08-22T22:00:00'])
  expect(light('2026-08-22T22:00:00')).toEqual([0.4, '2026-08-23T03:00:00'])
  expect(light('2026-08-23T03:10:00')).toEqual([0, '2026-08-23T03:30:00'])
  expect(light('2026-08-23T03:30:00')).toEqual([0.4, '2026-08-23T06:00:00'])
  expect(light('2026-08-24T03:10:00')).toEqual([0.4, '2026-08-24T06:00:00'])
})
