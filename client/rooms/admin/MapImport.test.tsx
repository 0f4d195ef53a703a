import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useState } from 'react'
import type { Locality, MapImportAnswer } from '#contract'
import { sampleCatalogue } from '../agency/sample-names.ts'
import type { Era } from './era.ts'
import { MapImport } from './MapImport.tsx'

const FAULTY: MapImportAnswer = { taken: false, faults: [{ vi: 'tệp thiếu 1 địa bàn: 2 Xã Hai', en: 'x' }], report: [{ vi: 'khớp 1/2 địa bàn', en: 'y' }] }

let asked: URLSearchParams[]
const taken = vi.fn()
beforeEach(() => {
  asked = []
  taken.mockClear()
  vi.stubGlobal('fetch', async (path: string) => {
    const query = new URL(path, 'https://ioc.example').searchParams
    asked.push(query)
    const isWhole = query.has('allowMissing')
    return Response.json(isWhole ? { taken: !query.has('try'), faults: [], report: [{ vi: 'khớp 1/2 địa bàn', en: 'y' }] } : FAULTY)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const choose = (text: string) => fireEvent.change(document.querySelector('input[type="file"]') ?? document.body, { target: { files: [new File([text], 'ranh.geojson')] } })
const LAYER = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { ma_xa: '1', ten_xa: 'Một' } }] })
const use = () => screen.getByText<HTMLButtonElement>('Dùng bản đồ này')

const DISTRICT = { id: 'h', name: { vi: 'Huyện Cũ', en: 'x' }, level: 'district', code: '703', validTo: '2025-06-30' } as unknown as Locality // a branded id

function Room() {
  const [era, changeEra] = useState<Era>({ level: 'commune', day: '' })
  return <MapImport localities={[...sampleCatalogue.localities, DISTRICT]} today="2026-11-24" era={era} changeEra={changeEra} taken={taken} />
}

it('tries first, names every fault, and takes the map only once there is none', async () => {
  render(<Room />)
  choose(LAYER)
  await waitFor(() => screen.getByText('tệp thiếu 1 địa bàn: 2 Xã Hai'))
  expect(use().disabled).toBe(true)
  fireEvent.change(screen.getByLabelText(/Nguồn của lớp/), { target: { value: 'Sở Nông nghiệp và Môi trường' } })
  expect(asked).toHaveLength(1)
  fireEvent.click(screen.getByLabelText(/Vẫn dùng khi tệp thiếu/))
  await waitFor(() => expect(use().disabled).toBe(false))
  expect(taken).not.toHaveBeenCalled()
  fireEvent.click(use())
  await waitFor(() => screen.getByText('Đã đổi bản đồ'))
  expect(taken).toHaveBeenCalledOnce()
  expect(asked.map((query) => query.toString())).toEqual([
    'code=ma_xa&name=ten_xa&try=1', expect.stringMatching(/^code=ma_xa&name=ten_xa&source=S.*&allowMissing=1&try=1$/), expect.stringMatching(/allowMissing=1$/),
  ])
})

it('tries the file anew as that of another level, on a day when there were such areas, and says until when it holds', async () => {
  render(<Room />)
  screen.getByText('Cần 2 địa bàn, đang có hiệu lực.')
  choose(JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { ma_xa: '1', ma_huyen: 703 } }] }))
  await waitFor(() => screen.getByText('tệp thiếu 1 địa bàn: 2 Xã Hai'))
  fireEvent.change(screen.getByLabelText('Cấp địa bàn trong tệp'), { target: { value: 'district' } })
  screen.getByText('Cần 1 địa bàn, có hiệu lực đến hết 30/06/2025; bản đồ hiện nay không đổi.')
  await waitFor(() => expect(asked.map((query) => query.toString())).toEqual(['code=ma_xa&try=1', 'code=ma_huyen&level=district&day=2025-06-30&try=1']))
  fireEvent.change(screen.getByLabelText(/Có hiệu lực vào ngày/), { target: { value: '2026-01-01' } })
  screen.getByText('Ngày này không có địa bàn nào ở cấp đã chọn.')
})

it('does not send what is no layer', async () => {
  render(<Room />)
  choose('không phải JSON')
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('ranh.geojson không phải GeoJSON'))
  expect(asked).toEqual([])
})
