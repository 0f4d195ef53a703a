import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Catalogue, Indicator, SeriesUse } from '#contract'
import { UsedIn } from './UsedIn.tsx'

const RATE = { id: 'a.rate', name: { vi: 'Tỷ lệ', en: 'Rate' } } as unknown as Indicator // only what is asked for
const CATALOGUE = { indicators: [RATE, { id: 'a.index', name: { vi: 'Chỉ số tổng hợp', en: 'Index' } }] } as unknown as Catalogue // likewise
const answer = (uses: SeriesUse[], boardsKnown = true) => vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ indicator: 'a.rate', uses, boardsKnown })))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const links = () => [...document.querySelectorAll('a')].map((one) => [one.textContent, one.getAttribute('href')])

it('leads to every screen and formula that uses an indicator', async () => {
  answer([
    { kind: 'scene', id: 'overview', title: { vi: 'Toàn cảnh', en: 'Overview' }, panels: ['a', 'b'] }, { kind: 'board', id: 'board.lu', title: { vi: 'Lũ đêm nay', en: 'Flood' }, panels: ['a'] },
    { kind: 'briefing', id: 'lead' }, { kind: 'formula', id: 'a.index' }, { kind: 'target', id: 'tn' },
  ])
  render(<UsedIn catalogue={CATALOGUE} indicator={RATE} />)
  await screen.findByText('Dùng ở đâu')
  expect(links()).toEqual([['Toàn cảnh', '/wall/main?scene=overview'], ['Lũ đêm nay', '/boards/board.lu'], ['Tổng quan', '/leader'], ['Chỉ số tổng hợp', '/indicator/a.index']])
})

it('says so where nothing uses it, and where boards could not be asked', async () => {
  answer([], false)
  render(<UsedIn catalogue={CATALOGUE} indicator={RATE} />)
  await screen.findByText('Chưa màn hình hay công thức nào dùng chỉ số này.')
  expect(screen.getByText(/PostgreSQL không trả lời/)).toBeDefined()
})
