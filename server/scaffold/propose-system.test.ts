import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { systems } from '../../connectors/index.ts'
import { loadDeployment } from '../deployment/index.ts'
import { proposeSystem } from './propose-system.ts'
import { writeSystem } from './write-system.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const loaded = await loadDeployment(path.join(ROOT, 'deployments/tay-ninh'), { env: undefined, demo: true, systems })
if (!loaded.ok) throw new Error('the deployment is wrong')
const { catalogue } = loaded.deployment
const recorded = async (system: string) => JSON.parse(await readFile(path.join(ROOT, 'fixtures/systems', system, 'good/answer.json'), 'utf8')) as unknown

describe('a draft from one recorded answer', () => {
  it('finds the list, the place, the time and the indicators of the e-office', async () => {
    const proposal = proposeSystem(await recorded('egov'), catalogue)
    expect(proposal).toMatchObject({ recordsAt: '/duLieu/danhSach', locality: '/maDonVi', at: { pointer: '/thoiDiem', atFormat: 'iso' } })
    const by = new Map(proposal.readings.map(({ value, indicator }) => [value, indicator]))
    expect(by.get('/vanBanDen')).toBe('egov.documents-incoming')
    expect(by.get('/vanBanDi')).toBe('egov.documents-outgoing')
    expect(new Set(by.values()).size).toBe(by.size)
  })

  it('tells Vietnamese numbers, local times and periods apart, and proposes nothing for a number it does not know', () => {
    const records = [
      { ma: '25459', luc: '15/10/2026 08:00:00', ky: '2026-10', 'số văn bản đến': '1.234', 'xyz': 5, ten: 'Phường Tân Ninh' },
      { ma: '25462', luc: '15/10/2026 08:00:00', ky: '2026-10', 'số văn bản đến': '12,5', 'xyz': 6, ten: null },
    ]
    const proposal = proposeSystem({ data: { items: records } }, catalogue)
    expect(proposal).toMatchObject({ recordsAt: '/data/items', locality: '/ma', at: { atFormat: 'dd/MM/yyyy HH:mm:ss' }, period: '/ky', unknown: ['/xyz'] })
    expect(proposal.readings).toMatchObject([{ indicator: 'egov.documents-incoming', value: '/số văn bản đến', format: 'vi' }])
  })

  it('writes a system that says what was found, and a page with what a person must still ask', () => {
    const proposal = proposeSystem([{ maXa: '25459', vanBanDen: 3 }], catalogue)
    const files = writeSystem(proposal, { id: 'thu-nghiem', title: "Thử 'nghiệm'", agency: 'gov.ppc-office' })
    expect(files['connectors/systems/thu-nghiem/system.ts']).toContain("{ indicator: 'egov.documents-incoming', value: '/vanBanDen' },")
    expect(files['connectors/systems/thu-nghiem/system.ts']).toContain('export const thuNghiem = defineSystem({')
    expect(files['deployments/tay-ninh/sources/thu-nghiem.yaml']).toContain('url: ${IOC_THU_NGHIEM_URL}')
    expect(files['connectors/systems/thu-nghiem/README.md']).toContain('Hỏi cơ quan')
  })
})
