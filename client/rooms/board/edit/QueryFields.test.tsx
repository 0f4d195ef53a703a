import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useLayoutEffect, useState } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Catalogue, SeriesQuery } from '#contract'
import { changeScene, type Journal, openJournal, step, undo } from '../../../boards/index.ts'
import { sampleBoard, sampleDraft } from '../../../boards/sample-board.ts'
import { sampleCatalogue } from '../../agency/sample-names.ts'
import { EditContext, useEditing } from './editing.ts'
import { QueryFields } from './QueryFields.tsx'
import { TurnsField } from './TurnsField.tsx'

afterEach(cleanup)

const both = (vi: string) => ({ vi, en: vi })
const indicator = (id: string, vi: string, level: string) => ({ id, name: both(vi), unit: '', domain: 'dti', level, decimals: 0 })
const catalogue = {
  ...sampleCatalogue, indicators: [indicator('dti.score', 'Điểm nội bộ', 'commune'), indicator('dti.late', 'Hồ sơ quá hạn', 'commune'), indicator('dti.users', 'Người dùng', 'province'), indicator('air.pm', 'Bụi mịn', 'site')],
  localities: sampleCatalogue.localities.map((one) => (one.level === 'commune' ? { ...one, parent: 'tn' } : one)), sites: [{ id: 'site.tram', name: both('Trạm Một') }],
} as unknown as Catalogue // as much of it as the fields look at

let journal: Journal
let asked: SeriesQuery | undefined
beforeEach(() => {
  asked = { indicators: ['dti.score', 'dti.late'], level: 'commune', of: 'tn' }
})

function Fields() {
  const [now, set] = useState(() => openJournal({ ...sampleDraft, base: { ...sampleBoard, panels: sampleBoard.panels.slice(0, 1).map((one) => ({ ...one, ...(asked && { query: asked }) })) } }))
  useLayoutEffect(() => {
    journal = now
  }, [now])
  const editor = { journal: now, save: { kind: 'saved' as const, at: 0 }, act: (edit: Parameters<typeof step>[1] | undefined) => edit && set((before) => step(before, edit)), undo: () => set(undo), redo: () => undefined, flush: async () => 1, forget: () => undefined }
  return <EditContext value={{ editor, scene: now.scene, catalogue, selected: 'rate', select: () => undefined, faults: [], setFaults: () => undefined }}><Both /></EditContext>
}
function Both() {
  const { scene, editor } = useEditing()
  const [panel] = scene.panels
  return <>{panel && <QueryFields panel={panel} />}<TurnsField scene={scene} change={(turns) => editor.act(changeScene(scene, { turns }))} /></>
}

const query = () => journal.scene.panels[0]?.query
const press = (name: string, where = screen as Pick<typeof screen, 'getByRole'>) => {
  const button = where.getByRole('button', { name })
  button.focus()
  fireEvent.click(button)
}
const find = (wanted: string, n = 0) => {
  fireEvent.change(screen.getAllByRole('searchbox')[n] ?? document.body, { target: { value: wanted } })
  fireEvent.click(document.querySelector('.find-indicator ul button') ?? document.body)
}

it('reorders, adds and takes away the indicators of a panel, and keeps the hand at the line', async () => {
  render(<Fields />)
  press('Đưa Điểm nội bộ xuống')
  expect(query()).toEqual({ indicators: ['dti.late', 'dti.score'], level: 'commune', of: 'tn' })
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Đưa Điểm nội bộ xuống')
  expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('Điểm nội bộ: đã ở vị trí 2 trong 2')
  press('Đưa Điểm nội bộ xuống') // it is the last: nothing happens
  press('Bỏ Hồ sơ quá hạn')
  await act(() => new Promise(requestAnimationFrame))
  expect(query()).toEqual({ indicator: 'dti.score', level: 'commune', of: 'tn' })
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Bỏ Điểm nội bộ')
  find('quá hạn')
  expect(query()).toEqual({ indicators: ['dti.score', 'dti.late'], level: 'commune', of: 'tn' })
  expect(journal.edits.filter((edit) => edit.do === 'change-panel')).toHaveLength(3)
})

it('offers for a column only what places of that level tell', () => {
  render(<Fields />)
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'bụi' } })
  expect(document.querySelector('.find-indicator ul')).toBeNull()
  fireEvent.change(screen.getByLabelText('Từng'), { target: { value: 'site' } })
  expect(document.querySelector('.find-indicator ul')?.textContent).toContain('Bụi mịn')
})

it('works on each part of a query of several by itself', () => {
  asked = { together: [{ indicator: 'dti.score', level: 'commune', of: 'tn' }, { series: ['dti.users@tn' as never] }] } // a series' name
  render(<Fields />)
  find('quá hạn')
  expect(query()).toEqual({ together: [{ indicators: ['dti.score', 'dti.late'], level: 'commune', of: 'tn' }, { series: ['dti.users@tn'] }] })
  press('Đưa Phần 2 lên')
  expect(query()).toMatchObject({ together: [{ series: ['dti.users@tn'] }, { indicators: ['dti.score', 'dti.late'] }] })
  press('Bỏ Người dùng', within(screen.getByRole('group', { name: 'Phần 1' })))
  expect(query()).toEqual({ indicators: ['dti.score', 'dti.late'], level: 'commune', of: 'tn' })
})

it('keeps what a panel asks for when it is told in another form', () => {
  render(<Fields />)
  press('Từng số')
  expect(query()).toEqual({ series: ['dti.score@tn', 'dti.late@tn'] })
  fireEvent.change(screen.getByLabelText('Hồ sơ quá hạn: của nơi nào'), { target: { value: 'tn-2' } })
  expect(query()).toEqual({ series: ['dti.score@tn', 'dti.late@tn-2'] })
})

it('makes the turns of one screen a list', () => {
  render(<Fields />)
  press('Đưa Tấm B lên')
  expect(journal.scene.turns).toEqual(['b', 'a'])
  press('Bỏ Tấm B')
  expect(journal.scene.turns).toEqual(['a'])
  press('Thêm tấm B')
  expect(journal.scene.turns).toEqual(['a', 'b'])
})
