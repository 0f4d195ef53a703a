import { afterEach, expect, it } from 'vitest'
import { formatFault } from './fault.ts'
import { loadDeployment } from './load-deployment.ts'
import { makeTinyFolder, TINY, TINY_ENV, TINY_SYSTEMS, type TinyFolder } from './tiny-folder.ts'

let tiny: TinyFolder | undefined
afterEach(() => tiny?.remove())

const LOCALITIES = `id,name_vi,name_en,short,level,kind,code,parent,valid_from,valid_to,successors
p1,Tỉnh Một,Province One,Một,province,province,01,,2025-07-01,,
p1-1,Xã Hai,Commune Two,Hai,commune,commune,0101,p1,2025-07-01,,
p0,Tỉnh Cũ,Old Province,Cũ,province,province,09,,,2025-06-30,p1
p0-1,Xã Ba,Commune Three,Ba,commune,commune,0101,p0,,2025-06-30,p1-1
`
const TARGETS = `indicator,subject,value,main,valid_from,valid_to,basis
a.rate,p1,98,yes,2025-07-01,2025-12-31,QĐ 1
a.rate,p1,99,yes,2026-01-01,,QĐ 2
a.rate,p1,100,no,2025-07-01,,
a.rate,p0,90,yes,,2025-06-30,
`

async function faultsOf(from = '', to = '', files = { 'localities.csv': LOCALITIES, 'targets.csv': TARGETS }) {
  const changed = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace(from, to)]))
  if (from !== '' && JSON.stringify(changed) === JSON.stringify(files)) throw new Error(`nothing like "${from}"`)
  tiny = await makeTinyFolder({ ...TINY, ...changed })
  const outcome = await loadDeployment(tiny.folder, { env: TINY_ENV, demo: true, systems: TINY_SYSTEMS })
  return outcome.ok ? [] : outcome.faults.map(formatFault)
}

it('lets two eras with successors stand in one table, also with the same code, and several dated targets', async () => {
  expect(await faultsOf()).toEqual([])
})

it.each([
  ['a parent of another time', '0101,p1,', '0101,p0,', 'localities.csv:3:50 cấp trên "p0" không cùng thời / parent "p0" belongs to another time'],
  ['successors of something that did not end', '2025-06-30,p1-1', ',p1-1', 'localities.csv:5:55 có bên kế thừa nhưng chưa ghi ngày hết hiệu lực'],
  ['a successor that ends before it', 'p0,,2025-06-30,p1-1', 'p0,,2025-06-30,p0', 'localities.csv:5:65 bên kế thừa "p0" hết hiệu lực trước hoặc cùng lúc'],
  ['a target for a time in which its area was no more', 'a.rate,p0,90,yes,,2025-06-30', 'a.rate,p0,90,yes,2025-07-01,', 'targets.csv:5:8 chỉ tiêu không trùng ngày nào với hiệu lực của "p0"'],
  ['two main targets that overlap by a day', '2025-12-31', '2026-01-01', 'targets.csv:3:1 đã có một chỉ tiêu chính'],
])('tells %s', async (_, from, to, expected) => {
  const faults = await faultsOf(from, to)
  expect(faults.filter((line) => line.startsWith(expected)), faults.join('\n')).toHaveLength(1)
})
