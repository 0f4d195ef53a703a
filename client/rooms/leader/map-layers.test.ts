import { expect, it } from 'vitest'
import type { Locality, SeenBriefing } from '#contract'
import { offeredLayers, readLayers, writeLayers } from './map-layers.ts'

const briefing = { map: { indicator: 'a.rate', of: 'p', points: [{ id: 'cameras' }, { id: 'feedback' }] }, locality: ['a.wait', 'a.rate'] } as unknown as SeenBriefing // as much of it as is looked at
const area = (level: string, validTo?: string) => ({ level, ...(validTo !== undefined && { validTo }) }) as unknown as Locality // as above
const offered = offeredLayers(briefing, [area('commune'), area('commune', '2025-06-30'), area('commune', '2025-06-30'), area('district', '2025-06-30'), area('province', '2025-06-30')])

it('offers the figures of a place, the points of the briefing, and the areas that ended', () => {
  expect(offered).toEqual({
    fills: ['a.rate', 'a.wait'], points: ['cameras', 'feedback'],
    eras: [{ id: 'district-2025-06-30', level: 'district', day: '2025-06-30' }, { id: 'commune-2025-06-30', level: 'commune', day: '2025-06-30' }],
  })
})

it('reads from an address what it wrote there, also that nothing is shown, and writes nothing of what is usual', () => {
  const all = { fill: 'a.wait', points: ['cameras', 'feedback'], names: false, lines: true, era: 'district-2025-06-30' }
  const none = { fill: undefined, points: [], names: false, lines: false, era: undefined }
  for (const layers of [all, none]) expect(readLayers(writeLayers(layers, offered) ?? null, offered)).toEqual(layers)
  expect(writeLayers(readLayers(null, offered), offered)).toBeUndefined()
})

it('leaves out of an old address what is not offered any more', () => {
  expect(readLayers('b.gone,names,buses,commune-2020-01-01,cameras', offered)).toEqual({ fill: undefined, points: ['cameras'], names: true, lines: false, era: undefined })
})
