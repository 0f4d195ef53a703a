import { afterEach, expect, it } from 'vitest'
import { formatFault } from './fault.ts'
import { loadDeployment, type LoadOutcome } from './load-deployment.ts'
import { makeTinyFolder, TINY, TINY_ENV, TINY_SYSTEMS, type TinyFolder } from './tiny-folder.ts'

let made: TinyFolder | undefined
afterEach(async () => {
  await made?.remove()
  made = undefined
})

const INDICATORS = { 'indicators.csv': `id,name_vi,name_en,domain,owner,unit,kind,direction,decimals,due,aggregation,level,formula
a.rate,T,T,a,office,%,rate,higher,1,every 5m,weighted,commune,100 * {a.done} / {a.all}
a.done,D,D,a,office,,counter,higher,0,every 5m,sum,commune,
a.all,A,A,a,office,,counter,none,0,every 5m,sum,commune,
a.heat,N,N,a,office,°C,gauge,band,1,every 5m,max,site,
` }
const AREAS = { 'localities.csv': `${TINY['localities.csv']?.replace('valid_from', 'valid_from,valid_to,successors').replaceAll('2025-07-01', '2025-07-01,,')}o-1,Xã Cũ,Old,Cũ,commune,commune,0901,,,2025-06-30,p1-1|p1
` }

async function load(files: Record<string, string>): Promise<LoadOutcome> {
  made = await makeTinyFolder({ ...INDICATORS, ...AREAS, ...files })
  return loadDeployment(made.folder, { env: TINY_ENV, demo: true, systems: TINY_SYSTEMS })
}
const compared = (...rows: string[]) => ({ 'comparisons.csv': ['indicator,rule', ...rows, ''].join('\n') })
const split = (...rows: string[]) => ({ 'successions.csv': ['predecessor,successor,share,basis', ...rows, ''].join('\n') })
const paced = (...rows: string[]) => ({ 'paces.csv': ['indicator,by,over,warn,critical,curve', ...rows, ''].join('\n') })

it.each([
  ['a mean that would be added', compared('a.heat,sum'), 'comparisons.csv:2:', '"a.heat" không phải số cộng được (gauge, max)'],
  ['a rate whose parts are not declared', compared('a.rate,parts', 'a.done,sum'), 'comparisons.csv:2:', '"a.rate" tính từ "a.all", chỉ số ấy phải khai báo sum'],
  ['parts of what has none', compared('a.done,parts'), 'comparisons.csv:2:', '"a.done" không có công thức'],
  ['an indicator nobody knows', compared('a.cold,sum'), 'comparisons.csv:2:', 'không có chỉ số "a.cold"'],
  ['shares that are not the whole', split('o-1,p1-1,0.6,QĐ', 'o-1,p1,0.3,QĐ'), 'successions.csv:2:', 'các phần của "o-1" cộng lại 0.9, phải bằng 1'],
  ['a heir left out', split('o-1,p1-1,1,QĐ'), 'successions.csv:2:', 'các phần của "o-1" cộng lại 1, phải bằng 1 và đủ mọi bên kế thừa'],
  ['somebody who inherits nothing', split('p1-1,p1,1,QĐ'), 'successions.csv:2:', '"p1" không phải bên kế thừa của "p1-1"'],
  ['a share nobody answers for', split('o-1,p1-1,0.6,', 'o-1,p1,0.4,QĐ'), 'successions.csv:2:', ':'],
  ['a pace without a good direction', paced('a.all,days,year,5,15,'), 'paces.csv:2:', 'chỉ số không có chiều tốt'],
  ['limits the wrong way round', paced('a.rate,days,year,15,5,'), 'paces.csv:2:', 'mức xấu 5 phải từ mức cần chú ý 15'],
  ['a curve nobody drew', paced('a.rate,curve,year,5,15,steep'), 'paces.csv:2:', 'không có đường cong "steep"'],
  ['a curve that does not end at the whole plan', { ...paced('a.rate,curve,year,5,15,steep'), 'curves.csv': 'curve,x,y\nsteep,0,0\nsteep,1,0.9\n' }, 'paces.csv:2:', 'phải đi từ x = 0 đến x = 1, y = 1'],
])('tells %s, with its place', async (_what, files, place, text) => {
  const outcome = await load(files)
  const told = outcome.ok ? [] : outcome.faults.map(formatFault)
  expect(told.filter((one) => one.startsWith(place) && one.includes(text))).toHaveLength(1)
})

it('lays pace, calendar and rule on the indicator, the curve with its points', async () => {
  const outcome = await load({
    ...compared('a.rate,parts', 'a.done,sum', 'a.all,sum'), ...split('o-1,p1-1,0.6,QĐ 1', 'o-1,p1,0.4,QĐ 1'), ...paced('a.rate,curve,year,5,15,steep'), 'curves.csv': 'curve,x,y\nsteep,0,0\nsteep,0.8,0.4\nsteep,1,1\n',
  })
  if (!outcome.ok) throw new Error(outcome.faults.map(formatFault).join('\n'))
  expect(outcome.deployment.catalogue.indicators[0]).toMatchObject({ across: 'parts', pace: { by: 'curve', over: 'year', warn: 5, critical: 15, curve: [[0, 0], [0.8, 0.4], [1, 1]] } })
  expect(outcome.deployment.successions).toHaveLength(2)
})
