import { defineSystem } from '#kit'
import { countSites } from './reshape.ts'

/** The enterprise number kept for examples (RFC 5612): the MIB of the real bridge takes its place in `sources/*.yaml`. */
const BRIDGE = '1.3.6.1.4.1.32473.7'

/** The conference sites of the communes as the bridge (MCU) sees them. Whether a site answers, never who sits there or what is said. */
export const conferenceSites = defineSystem({
  id: 'conference-sites',
  title: { vi: 'Điểm cầu hội nghị trực tuyến', en: 'Video-conference sites' },
  short: { vi: 'Điểm cầu', en: 'Conference sites' },
  agency: 'gov.science-technology-2025',
  driver: 'snmp',
  config: {
    get: { tongDiem: `${BRIDGE}.1.1.0` },
    table: { columns: { maDonVi: `${BRIDGE}.2.1.2`, trangThai: `${BRIDGE}.2.1.3`, tuoiGiay: `${BRIDGE}.2.1.4` }, maxRows: 1_000 },
  },
  every: '1m',
  locality: '/maDonVi',
  reshape: countSites,
  readings: [
    { indicator: 'vc.sites-online-rate', value: '/tyLe', where: { '/capDonVi': 'XA' }, min: 0, max: 100 },
    { indicator: 'vc.sites-online-rate', value: '/tyLe', where: { '/capDonVi': 'TINH' }, min: 0, max: 100, coverage: { reported: '/soDiemBietRo', expected: '/tongDiem' } },
  ],
})
