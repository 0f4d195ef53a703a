import { expect, it } from 'vitest'
import { findDriver, findSystem } from '../../connectors/index.ts'
import { loadContext } from '../../tests/contract/load-context.ts'
import { configureSources } from './configure.ts'
import { replay } from './replay.ts'
import { writeDown } from './write-down.ts'

const context = await loadContext()
const NOW = Date.parse('2026-10-15T03:00:00Z')

function sourceOf(system: string, config: Record<string, unknown>) {
  const { sources, faults } = configureSources([{ id: system as never, system, origin: 'real', enabled: true, allow: [], config, readings: {} }], { findDriver, findSystem })
  const [source] = sources
  if (source === undefined) throw new Error(JSON.stringify(faults))
  return source
}
const again = (system: string, config: Record<string, unknown>, parts: Parameters<typeof replay>[1]) => replay(sourceOf(system, config), parts, { endedAt: NOW }, { contextFor: () => context })

it('reads the answer of an earlier pass again, without asking anybody', async () => {
  const body = Buffer.from(JSON.stringify({ duLieu: { danhSach: [{ maDonVi: '25459', capDonVi: 'XA', thoiDiem: '2026-10-15T09:00:00+07:00', vanBanDen: 7, vanBanDi: 2, vanBanDiDienTu: 2, vanBanDiKySo: 2, xuLyDungHan: 1, quaHan: 0 }] } }))
  const read = await again('egov', { url: 'https://so-nganh.example/' }, [{ body, from: '', contentType: 'application/json' }])
  if (!read.ok) throw new Error(read.reason)
  expect(read.normalised.samples).toContainEqual(expect.objectContaining({ series: 'egov.documents-incoming@tn2025-25459', value: 7, at: Date.parse('2026-10-15T02:00:00Z') }))
})

it('reads messages of a line again from how they were written down', async () => {
  const body = Buffer.from(JSON.stringify({ tram: 'none', thoiGian: '2026-10-15T02:00:00Z' }))
  const read = await again('environment', { url: 'mqtt://broker.example' }, [{ body: writeDown([{ body, from: 'mqtt://broker.example/quantrac/x' }]), from: '' }])
  expect(read).toMatchObject({ ok: true, normalised: { records: [expect.stringContaining('quantrac/x')] } })
})

it('says why when the kept bytes cannot be read any more', async () => {
  expect(await again('egov', { url: 'https://so-nganh.example/' }, [{ body: Buffer.from('<html>'), from: '', contentType: 'text/html' }])).toMatchObject({ ok: false })
  expect(await again('egov', { url: 'https://so-nganh.example/' }, [])).toMatchObject({ ok: false })
})
