import { expect, it } from 'vitest'
import type { Catalogue, SourceHealth, SourceInfo } from '#contract'
import { createFakeLine } from './fake-line.ts'
import { createViews } from './view.ts'

const source = (id: string, feeds: string[]) => ({ id, title: { vi: id, en: id }, short: { vi: id, en: id }, agency: 'gov.x', system: id, driver: 'http-json', origin: 'real', feeds }) as unknown as SourceInfo // branded ids written out
const health = (id: string) => ({ id, freshness: 'live', accepted: 1, rejected: 0, series: { total: 1, live: 1 }, beats: Array.from({ length: 48 }, () => 'on-time'), paused: false }) as unknown as SourceHealth

async function sourcesOf(watched: readonly string[], sources: readonly SourceInfo[]) {
  const { live, open } = createFakeLine({ feeds: watched })
  const catalogue = { sources, indicators: [], agencies: [], localities: [], sites: [], targets: [] } as unknown as Catalogue // only what views look at
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
