import { expect, it } from 'vitest'
import { openMessages } from './reshape.ts'

const station = (message: object) => ({ topic: 'quantrac/kk-01/pm25', levels: ['quantrac', 'kk-01', 'pm25'], message })
const good = { maTram: 'KK-01', thongSo: 'PM2.5', trungBinh: '1h', giaTri: 31, donVi: 'µg/m³', trangThai: '00' }

it('names the site a station code stands for', () => {
  expect(openMessages([station(good)])).toEqual([{ ...good, loai: 'tram', doiTuong: 'site.env-kk-01' }])
})

it.each(['µg/m³', 'μg/m3', 'ug/m3', ' µg / m³ '])('knows the unit %s', (donVi) => expect(openMessages([station({ ...good, donVi })])[0]).toBeTypeOf('object'))

it.each([[{ donVi: 'mg/m³' }, 'donVi'], [{ donVi: undefined }, 'donVi'], [{ donVi: 'ppb' }, 'donVi'], [{ thongSo: 'PM2_5' }, 'thongSo'], [{ thongSo: 'constructor' }, 'thongSo'], [{ trangThai: '7' }, 'trangThai'], [{ trangThai: undefined }, 'trangThai'], [{ trungBinh: undefined }, 'trungBinh']])(
  'turns %j into a text that names %s', (wrong, names) => expect(openMessages([station({ ...good, ...wrong })])[0]).toContain(names))

it('lets pass what stations send beside', () => {
  expect(openMessages([station({ ...good, thongSo: 'Độ ẩm', donVi: '%' })])[0]).toMatchObject({ thongSo: 'Độ ẩm' })
})

it('turns into a text what is no message, or a sum of an unknown level', () => {
  const sum = { topic: 'quantrac/tong-hop/80', levels: ['quantrac', 'tong-hop', '80'], message: { maDonVi: '80', capDonVi: 'HUYEN' } }
  expect(openMessages([{ ...sum, message: { maDonVi: '80', capDonVi: 'TINH' } }])).toEqual([{ maDonVi: '80', capDonVi: 'TINH', loai: 'tong-hop' }])
  for (const wrong of ['rác', 7, station(null as never), station([] as never), { topic: 'a', levels: ['a'], message: 5 }, sum]) expect(openMessages([wrong])[0]).toBeTypeOf('string')
})
