import { expect, it } from 'vitest'
import type { SeriesName } from '#contract'
import { createOutlook } from './outlook.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const ZONE = 'Asia/Ho_Chi_Minh'
/** Thursday, 10:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 26, 3)
const MIDNIGHT = NOW - 10 * HOUR_MS
const SERIES = 'egov.documents-incoming@tn2025' as SeriesName // well-formed

/** What is usual of a figure due by the end of each working day, told at these hours of five weeks: on days off a tenth of it. */
async function usualOf(hours: readonly number[], workingCalendar?: object) {
  const samples = Array.from({ length: 36 }, (_, i) => 36 - i).flatMap((ago) => hours.map((hour) => {
    const at = MIDNIGHT - ago * DAY_MS + hour * HOUR_MS
    const isOff = [0, 6].includes(new Date(at + 7 * HOUR_MS).getUTCDay())
    return { at, value: isOff ? hour : hour * 10 }
  }))
  const outlook = createOutlook({
    clock: { now: () => NOW } as never, startOf: (day) => Date.parse(day) - 7 * HOUR_MS,
    catalogue: () => ({ indicators: [{ id: 'egov.documents-incoming', due: { calendar: 'workday', by: '17:00' } }], deployment: { timeZone: ZONE, workingCalendar } }) as never, // only what is looked at
    range: async ({ from, to, step }) => {
      const inside = samples.filter(({ at }) => at >= from && at <= to)
      return { samples: step === DAY_MS ? [...new Map(inside.map((one) => [Math.floor((one.at + 7 * HOUR_MS) / DAY_MS), one])).values()] : inside }
    },
  })
  return (await outlook.of(SERIES, 'hours'))?.usual
}

const ALL_DAY = Array.from({ length: 24 }, (_, hour) => hour)
const nineOf = (usual: Awaited<ReturnType<typeof usualOf>>) => (usual !== undefined && 'points' in usual ? usual.points.find(({ at }) => Date.parse(at) === MIDNIGHT + 10 * HOUR_MS)?.middle : undefined)

it('tells the hours of working days from working days where a figure due once a day is told all day long', async () => {
  const usual = await usualOf(ALL_DAY)
  expect(usual).toMatchObject({ by: 'hours' })
  expect(nineOf(usual)).toBe(90)
})

it('compares a day off by the deployment’s calendar with days off', async () => {
  expect(nineOf(await usualOf(ALL_DAY, { weekend: ['sat', 'sun'], holidays: [{ day: '2026-11-26', name: { vi: 'Nghỉ', en: 'Off' } }], makeUpDays: [] }))).toBe(9)
})

it('falls back on whole days where the hours of such a figure say nothing', async () => {
  expect(await usualOf([17])).toMatchObject({ by: 'days', points: expect.any(Array) as unknown })
})
