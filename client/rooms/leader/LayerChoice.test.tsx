import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import type { Catalogue, SeenBriefing } from '#contract'
import { LayerChoice } from './LayerChoice.tsx'
import { makeSheet, SheetContext } from './sheet.ts'
import { useMapLayers } from './use-map-layers.ts'

afterEach(cleanup)

const both = (vi: string) => ({ vi, en: vi })
const indicator = (id: string, name: string) => ({ id, name: both(name), short: both(name) })
// As much of both as is looked at.
const briefing = { title: both('Hôm nay'), lead: [], locality: ['a.wait'], domains: [], plans: [], map: { indicator: 'a.rate', of: 'p', points: [{ id: 'cameras', title: both('Camera'), sites: ['a.flow'] }] } } as unknown as SeenBriefing
const catalogue = { deployment: { timeZone: 'Asia/Ho_Chi_Minh' }, indicators: [indicator('a.rate', 'Đúng hạn'), indicator('a.wait', 'Thời gian chờ')], agencies: [], localities: [{ id: 'd', level: 'district', validTo: '2025-06-30' }] } as unknown as Catalogue

const Choice = () => <LayerChoice {...useMapLayers()} />

function open(path: string) {
  const { hook, searchHook, history } = memoryLocation({ path, record: true })
  render(<Router hook={hook} searchHook={searchHook}><SheetContext value={makeSheet(briefing, catalogue)}><Choice /></SheetContext></Router>)
  return { address: () => decodeURIComponent(history.at(-1) ?? '') }
}
const box = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
const list = (name: string) => screen.getByLabelText<HTMLSelectElement>(name)

it('keeps what is chosen in the address, by fields that have names, and takes it out again with the last change', () => {
  const { address } = open('/leader')
  expect([list('Tô màu theo').value, box('Camera').checked, box('Tên nơi cần chú ý').checked, box('Ranh giới xã, phường hiện nay').checked, list('Ranh giới thời kỳ trước').value]).toEqual(['a.rate', false, true, true, ''])
  fireEvent.click(box('Camera'))
  expect(address()).toBe('/leader?layers=a.rate,names,lines,cameras')
  fireEvent.change(list('Ranh giới thời kỳ trước'), { target: { value: 'district-2025-06-30' } })
  fireEvent.change(list('Tô màu theo'), { target: { value: '' } })
  expect(address()).toBe('/leader?layers=names,lines,cameras,district-2025-06-30')
  fireEvent.click(box('Camera'))
  fireEvent.change(list('Ranh giới thời kỳ trước'), { target: { value: '' } })
  fireEvent.change(list('Tô màu theo'), { target: { value: 'a.rate' } })
  expect(address()).toBe('/leader')
})

it('shows what the address says', () => {
  open('/leader?layers=a.wait,cameras,district-2025-06-30')
  expect([list('Tô màu theo').selectedOptions[0]?.text, box('Camera').checked, box('Tên nơi cần chú ý').checked, list('Ranh giới thời kỳ trước').selectedOptions[0]?.text]).toEqual(['Thời gian chờ', true, false, 'Huyện, đến hết 30/06/2025'])
})
