import type { Catalogue } from '#contract'
import type { NamedViewer } from '../NamedOnly.tsx'
import { createNames } from './names.ts'

const both = (vi: string) => ({ vi, en: vi })

/** A very small province. */
export const sampleCatalogue = {
  deployment: { id: 'thu', name: both('Thử'), centre: both('Trung tâm'), timeZone: 'Asia/Ho_Chi_Minh', subject: 'tn' }, demo: true,
  indicators: [
    { id: 'dti.score', name: both('Điểm nội bộ'), unit: 'điểm', level: 'commune', decimals: 1 },
    { id: 'dti.users', name: both('Người dùng'), unit: 'người', level: 'province', decimals: 0 },
  ],
  agencies: [], sites: [], targets: [],
  localities: [
    { id: 'tn', name: both('Tỉnh Thử'), level: 'province' }, { id: 'tn-1', name: both('Phường Một'), level: 'commune', code: '1' },
    { id: 'tn-2', name: both('Xã Hai'), level: 'commune', code: '2' }, { id: 'old', name: both('Xã Cũ'), level: 'commune', code: '1', validTo: '2025-06-30' },
  ],
  sources: [{ id: 'dti', title: both('Chỉ số chuyển đổi số') }],
} as unknown as Catalogue // as much of it as these rooms look at

export const sampleNames = createNames(sampleCatalogue, 'vi')

export const sampleViewer: NamedViewer = { kind: 'account', name: 'agency', roles: ['agency-editor'], scope: { agencies: 'all', localities: 'all', domains: 'all' } }
