import { expect, it } from 'vitest'
import type { Catalogue, SourceHealth, SourceInfo } from '#contract'
import { createFakeLine } from './fake-line.ts'
import { createViews } from './view.ts'

const source = (id: string, feeds: string[]) => ({ id, title: { vi: id, en: id }, short: { vi: id, en: id }, agency: 'gov.x', system: id, driver: 'http-json', origin: 'real', feeds }) as unknown as SourceInfo // branded ids written out
const health = (id: string) => ({ id, freshness: 'live', accepted: 1, rejected: 0, series: { total: 1, live: 1 }, beats: Array.from({ length: 48 }, () => 'on-time'), paused: false }) as unknown as SourceHealth

async function sourcesOf(watched: readonly string[], sources: readonly SourceInfo[]) {
  const { live, open } = createFakeLine({ feeds: watched })
  const catalogue = { deployment: { timeZone: 'Asia/Ho_Chi_Minh' }, sources, indicators: [], agencies: [], localities: [], sites: [], targets: [] } as unknown as Catalogue // only what views look at
  const views = createViews(live, catalogue)
  await open({ sources: [health('tthc')] })
  return views.sources().map(({ info, freshness }) => `${info.id} ${freshness}`)
}

const ALL = [source('tthc', ['tthc']), source('stations', ['environment', 'water']), source('dti', ['dti']), source('new', [])]

it('lists the sources that feed what is watched: one that delivers elsewhere is not called silent here', async () => {
  expect(await sourcesOf(['tthc', 'water'], ALL)).toEqual(['tthc live', 'stations never', 'new never'])
})

it('lists a source of which nobody can say yet what it feeds', async () => {
  expect(await sourcesOf(['dti'], ALL)).toEqual(['dti never', 'new never'])
})

it('measures a value by the target of the day it is for, and one that grows over its year by its pace', async () => {
  const target = (value: number, validFrom: string, validTo: string) => ({ indicator: 'a.paid', subject: 'p', value, main: true, validFrom, validTo })
  const catalogue = {
    deployment: { timeZone: 'Asia/Ho_Chi_Minh' }, sources: [], agencies: [], sites: [], localities: [],
    indicators: [{ id: 'a.paid', name: { vi: 'a', en: 'a' }, kind: 'rate', periods: 'investment', pace: { by: 'days', over: 'year', warn: 5, critical: 15 } }],
    targets: [target(95, '2025-07-01', '2026-01-31'), target(90, '2026-02-01', '2027-01-31')],
  } as unknown as Catalogue // only what views look at
  const { live, open } = createFakeLine({ feeds: ['a'] })
  const views = createViews(live, catalogue)
  await open({ series: [[1, 'a.paid@p', 'source', 0]], samples: [[1, Date.UTC(2026, 0, 20), 94, { p: '2025', d: Date.UTC(2026, 1, 15) }]] })
  const view = views.series('a.paid@p' as never, '2026-11-26', false) // a series' name
  expect(view?.target?.value).toBe(95)
  expect(view?.pace?.expected).toBeCloseTo(95 * (385 / 396), 6)
})
