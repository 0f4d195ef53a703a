import { afterEach, describe, expect, it } from 'vitest'
import { formatFault } from './fault.ts'
import { loadDeployment, type LoadOutcome } from './load-deployment.ts'
import { makeTinyFolder, TINY_ENV, TINY_SYSTEMS, type TinyFolder } from './tiny-folder.ts'

let made: TinyFolder | undefined
afterEach(async () => {
  await made?.remove()
  made = undefined
})

async function load(files: Record<string, string>): Promise<LoadOutcome> {
  made = await makeTinyFolder(files)
  return loadDeployment(made.folder, { env: TINY_ENV, demo: true, systems: TINY_SYSTEMS })
}
const faultsOf = async (files: Record<string, string>): Promise<string[]> => {
  const outcome = await load(files)
  return outcome.ok ? [] : outcome.faults.map(formatFault)
}

/** a.rate of this formula, a.heat of another. */
const indicators = (rate: string, heat = '', head = '') => ({
  'indicators.csv': `id,name_vi,name_en,domain,owner,unit,kind,direction,decimals,due,aggregation,level,formula${head}
a.rate,T,T,a,office,%,rate,higher,1,every 5m,sum,commune,"${rate}"
a.heat,N,N,a,office,,gauge,none,1,every 5m,max,site,"${heat}"
`,
})
const versions = (...rows: string[]) => ({ 'formulas.csv': `indicator,from,formula,basis\n${rows.map((row) => `${row}\n`).join('')}` })

describe('formulas of a deployment', () => {
  it.each([
    ['a sign too many', indicators('100 * / {a.heat}'), 'indicators.csv:2:58 công thức sai: cần một số, {chỉ số} hoặc hàm, gặp "/" (ký tự 7 của công thức) / wrong formula'],
    ['an unknown indicator', indicators('{a.cold}'), 'indicators.csv:2:58 không có chỉ số "a.cold" (ký tự 1 của công thức) / no such indicator'],
    ['an unknown function', indicators('2 * sqrt({a.heat})'), 'indicators.csv:2:58 không có hàm hay đường cong "sqrt"; có: min, max, within, mean24h, vn_aqi (ký tự 5'],
    ['too few values', indicators('within({a.heat}, 1)'), 'within cần 3 giá trị, đang có 2'],
    ['a value where hours are wanted', indicators('mean24h({a.heat} + 1)'), 'giá trị thứ 1 của mean24h phải là một {chỉ số}'],
    ['itself', indicators('{a.rate} + 1'), 'indicators.csv:2:58 công thức đi vòng: a.rate → a.rate / formulas go in a circle'],
    ['itself by way of another', indicators('{a.heat} + 1', '2 * {a.rate}'), 'công thức đi vòng: a.rate → a.heat → a.rate'],
    ['itself by a later version', { ...indicators('{a.heat}'), ...versions('a.heat,2026-01-01,{a.rate},') }, 'công thức đi vòng'],
    ['a version of nothing', { ...indicators(''), ...versions('a.cold,2026-01-01,1,') }, 'formulas.csv:2:1 không có chỉ số "a.cold"'],
    ['a later version without its day', { ...indicators('{a.heat}'), ...versions('a.rate,,2 * {a.heat},') }, 'formulas.csv:2:8 cần ngày có hiệu lực'],
    ['two of one day', { ...indicators(''), ...versions('a.rate,2026-01-01,{a.heat},', 'a.rate,01/01/2026,2 * {a.heat},') }, 'formulas.csv:3:8 đã có một công thức'],
    ['periods of nothing', { 'periods.csv': 'indicator,calendar\na.cold,reporting\n' }, 'periods.csv:2:1 không có chỉ số "a.cold"'],
    ['a paper on nothing', { 'legal-bases.csv': 'indicator,basis\na.cold,QĐ 1\n' }, 'legal-bases.csv:2:1 không có chỉ số "a.cold"'],
    ['two rows of papers on one', { 'legal-bases.csv': 'indicator,basis\na.rate,QĐ 1\na.rate,QĐ 2\n' }, 'legal-bases.csv:3:1 chỉ số "a.rate" đã có căn cứ ở dòng trên'],
    ['a calendar nobody knows', { 'periods.csv': 'indicator,calendar\na.rate,lunar\n' }, 'periods.csv:2:8 calendar: đang là "lunar"'],
    ['a curve of one point', { 'curves.csv': 'curve,x,y\nc,1,2\n' }, 'curves.csv:2:1 đường cong "c" cần ít nhất hai điểm'],
    ['a curve that goes back', { 'curves.csv': 'curve,x,y\nc,1,2\nc,1,3\n' }, 'curves.csv:3:3 x phải tăng dần, trước đó là 1'],
    ['a curve with the name of a function', { 'curves.csv': 'curve,x,y\nmin,1,2\nmin,2,3\n' }, 'curves.csv:2:1 "min" đã là tên một hàm'],
  ])('%s', async (_, files, expected) => {
    expect((await faultsOf(files))[0]).toContain(expected)
  })

  it('puts the versions of an indicator in their order, the one from ever on in front', async () => {
    const outcome = await load({
      ...indicators('{a.heat}'),
      ...versions('a.rate,2026-07-01,3 * {a.heat},QĐ 3', 'a.rate,2026-01-01,curve_b({a.heat}),'),
      'curves.csv': 'curve,x,y\ncurve_b,1,2\ncurve_b,2,3\n', 'periods.csv': 'indicator,calendar\na.heat,reporting\n', 'legal-bases.csv': 'indicator,basis\na.heat,QĐ 1/QĐ-TTg\n',
    })
    if (!outcome.ok) throw new Error(outcome.faults.map(formatFault).join('\n'))
    const [rate, heat] = outcome.deployment.catalogue.indicators
    expect(rate?.formulas?.map(({ from, formula, basis }) => [from, formula, basis])).toEqual([
      [undefined, '{a.heat}', undefined], ['2026-01-01', 'curve_b({a.heat})', undefined], ['2026-07-01', '3 * {a.heat}', 'QĐ 3'],
    ])
    expect(heat?.formulas).toBeUndefined()
    expect([rate?.periods, heat?.periods]).toEqual([undefined, 'reporting'])
    expect([rate?.legalBasis, heat?.legalBasis]).toEqual([undefined, 'QĐ 1/QĐ-TTg'])
    expect(outcome.deployment.curves).toHaveLength(2)
  })
})
