import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Catalogue, SeriesName } from '#contract'
import { type Live, LiveContext, type Views } from '../live/index.ts'
import { CASE_NOW, CASE_PLACE, caseView } from '../widgets/sample-views.ts'
import { AskableFigures } from './AskableFigures.tsx'

vi.mock('./figure/FigureDrawer.tsx', () => ({ FigureDrawer: ({ asked, onClose }: { asked: { series: string }; onClose(): void }) => <div role="dialog">{asked.series}<button type="button" onClick={onClose}>close</button></div> }))

const A = 'tthc.on-time-rate@xa-mot' as SeriesName // branded
const view = { ...caseView({ value: 96.4, target: 98, subject: 'Xã Một' }), series: A }
const scope = {
  live: { serverNow: () => CASE_NOW } as unknown as Live, views: { series: (series: SeriesName) => (series === A ? view : undefined) } as unknown as Views, // only what is looked at
  catalogue: { deployment: CASE_PLACE } as unknown as Catalogue, place: CASE_PLACE,
}
const draw = (series: string) => <b data-series={series} data-value="1">{series}</b>

beforeEach(() => {
  render(
    <LiveContext value={scope}>
      <AskableFigures>
        <section data-panel="one">{draw(A)}{draw(A)}{draw('x.b@p')}</section>
        <section data-panel="two">{draw('x.c@p')}</section>
        <section aria-hidden="true">{draw('x.next@p')}</section>
      </AskableFigures>
    </LiveContext>,
  )
})
afterEach(cleanup)

const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })
const here = () => document.activeElement?.getAttribute('data-series')
const wall = () => screen.getByRole('group', { name: /mũi tên/ })

it('leads from figure to figure by arrows, each once, past what is out of sight, and out by Escape', () => {
  wall().focus()
  const path = ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'PageDown', 'PageUp', 'End'].map((key) => {
    press(key)
    return here()
  })
  expect(path).toEqual([A, 'x.b@p', 'x.c@p', 'x.c@p', 'x.b@p', A, 'x.c@p', A, 'x.c@p'])
  press('Escape')
  expect(document.activeElement).toBe(wall())
})

it('says of a figure what it is, of where, how much, how it stands, how old and whose', () => {
  wall().focus()
  press('ArrowRight')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Tỷ lệ hồ sơ giải quyết trước, đúng hạn, Xã Một, 96,4%, Gần đạt, 3 phút, Một cửa điện tử')
})

it('opens the way back by Enter and stands on the figure again when it is closed', async () => {
  wall().focus()
  press('ArrowRight')
  press('Enter')
  expect((await screen.findByRole('dialog')).textContent).toContain(A)
  screen.getByRole('button', { name: 'close' }).focus()
  fireEvent.click(screen.getByRole('button', { name: 'close' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(here()).toBe(A)
})
