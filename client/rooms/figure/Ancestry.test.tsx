import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Catalogue, Lineage } from '#contract'
import { caseIndicator } from '../../widgets/sample-views.ts'
import { createNames } from '../agency/names.ts'
import { Ancestry } from './Ancestry.tsx'
import { figureView } from './past-view.ts'

afterEach(cleanup)

const indicator = caseIndicator()
const SERIES = `${indicator.id}@tn2025`
const catalogueWith = (targets: object[]) => ({ deployment: { timeZone: 'Asia/Ho_Chi_Minh' }, indicators: [indicator], targets, agencies: [], sites: [], localities: [], sources: [] }) as unknown as Catalogue // only what is looked at
const TARGET = { indicator: indicator.id, subject: 'tn2025', value: 98, main: true }

/** What stands below the figure: its shape besides its words. */
function verdict(value: number, { freshness = 'live', targets = [TARGET] as object[] } = {}) {
  const catalogue = catalogueWith(targets)
  const lineage = { series: SERIES, at: '2026-11-26T03:00:00.000Z', value, freshness, origin: 'real', source: { id: 'tthc' }, told: [], noRecord: 'formula' } as unknown as Lineage // as above
  const { container } = render(<Ancestry lineage={lineage} view={figureView(lineage, catalogue)} names={createNames(catalogue, 'vi')} onOpen={() => undefined} />)
  const drawn = container.querySelector('.figure-verdict')
  const shape = drawn?.querySelector('.glyph text')?.textContent ?? drawn?.querySelector('.glyph path')?.getAttribute('d')
  cleanup()
  return { words: drawn?.textContent, shape }
}

it('says of a figure how it stands against its target, by a shape and a word', () => {
  const [below, above] = [verdict(91), verdict(98.6)]
  expect([below.words, above.words]).toEqual([expect.stringMatching(/mục tiêu 98%/), expect.stringMatching(/mục tiêu 98%/)])
  expect(below.words).not.toBe(above.words)
  expect(below.shape).not.toBe(above.shape)
})

it('says against its limits where there is no target, and nothing of either of a figure too old', () => {
  expect(verdict(91, { targets: [] }).words).toMatch(/ngưỡng.*(?:95|98)%/)
  expect(verdict(91, { freshness: 'stale' }).words).not.toMatch(/98%/)
})
