import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useLayoutEffect, useState } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { canUndo, type Journal, openJournal, redo, step, undo } from '../../../boards/index.ts'
import { sampleDraft } from '../../../boards/sample-board.ts'
import { createFakeLine } from '../../../live/fake-line.ts'
import { createViews, LiveContext } from '../../../live/index.ts'
import { sampleCatalogue } from '../../agency/sample-names.ts'
import { EditContext } from './editing.ts'
import { Workbench } from './Workbench.tsx'

let journal: Journal
const tell = (now: Journal) => {
  journal = now
}
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
})
afterEach(cleanup)

const CATALOGUE = { ...sampleCatalogue, sources: [] }
const { live } = createFakeLine()
const LINE = { live, catalogue: CATALOGUE, views: createViews(live, CATALOGUE), place: { ...sampleCatalogue.deployment, demo: false } }

function Bench() {
  const [now, set] = useState(() => openJournal(sampleDraft))
  const [selected, select] = useState<string>()
  useLayoutEffect(() => tell(now), [now])
  const editor = { journal: now, save: { kind: 'saved' as const, at: 0 }, act: (edit: Parameters<typeof step>[1] | undefined) => edit && set((before) => step(before, edit)), undo: () => set(undo), redo: () => set(redo), flush: async () => 1, forget: () => undefined }
  return (
    <LiveContext value={LINE}>
      <EditContext value={{ editor, scene: now.scene, catalogue: sampleCatalogue, selected, select, faults: [], setFaults: () => undefined }}><Workbench walls={[]} /></EditContext>
    </LiveContext>
  )
}

const spotOf = (id: string) => {
  const { column, row, columns, rows } = journal.scene.panels.find((panel) => panel.id === id) ?? {}
  return [column, row, columns, rows]
}
const hit = (id: string) => document.querySelector<HTMLElement>(`[data-hit="${id}"]`) ?? document.body
const row = (id: string) => document.querySelector<HTMLElement>(`[data-panel-row="${id}"]`) ?? document.body
const press = (target: HTMLElement, key: string, more = {}) => fireEvent.keyDown(target, { key, ...more })

it('moves, resizes, removes and takes back by keyboard alone, from the list of panels', async () => {
  render(<Bench />)
  fireEvent.click(row('wait'))
  await act(() => new Promise(requestAnimationFrame))
  expect(document.activeElement).toBe(hit('wait'))
  press(hit('wait'), 'ArrowDown')
  expect(spotOf('wait')).toEqual([7, 2.5, 6, 2.5])
  expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('Cột 7, hàng 2,5, rộng 6, cao 2,5')
  press(hit('wait'), 'ArrowRight')
  expect(spotOf('wait')).toEqual([7, 2.5, 6, 2.5]) // the tile ends there
  press(hit('wait'), 'ArrowLeft', { shiftKey: true })
  expect(spotOf('wait')).toEqual([7, 2.5, 5, 2.5])
  press(hit('wait'), 'Delete')
  expect(journal.scene.panels.map(({ id }) => id)).toEqual(['rate', 'course'])
  for (const _ of [1, 2, 3]) press(document.body, 'z', { ctrlKey: true })
  expect([JSON.stringify(journal.scene), canUndo(journal)]).toEqual([JSON.stringify(sampleDraft.base), false])
  press(document.body, 'y', { ctrlKey: true })
  press(document.body, 'Z', { ctrlKey: true, shiftKey: true })
  expect(spotOf('wait')).toEqual([7, 2.5, 5, 2.5])
})

it('leaves Ctrl+Z to the field somebody writes in', () => {
  render(<Bench />)
  fireEvent.click(row('wait'))
  const field = screen.getByLabelText('Tiếng Việt')
  fireEvent.change(field, { target: { value: 'Chờ lâu' } })
  press(field, 'z', { ctrlKey: true })
  expect(journal.scene.panels[1]?.title?.vi).toBe('Chờ lâu')
})

it('says in words which panel lies over which, at both', () => {
  render(<Bench />)
  fireEvent.click(row('wait'))
  fireEvent.change(screen.getByLabelText('Cột'), { target: { value: '6' } })
  expect(screen.getAllByText('đè ô khác').length).toBeGreaterThanOrEqual(2)
  expect(hit('wait').getAttribute('aria-label')).toContain('Đè lên: ')
})

it('puts a new panel where there is room, and says why an option cannot be', () => {
  render(<Bench />)
  fireEvent.click(screen.getByRole('button', { name: 'Thêm ô' }))
  fireEvent.click(document.querySelector('[data-kind="ranking"]') ?? document.body)
  expect(journal.edits.at(-1)).toMatchObject({ do: 'add-panel', panel: { widget: 'ranking', options: {} } })
  const rows = screen.getByLabelText('Số dòng kém nhất')
  fireEvent.change(rows, { target: { value: '7' } })
  expect(journal.scene.panels.at(-1)?.options).toEqual({ worst: 7 })
})
