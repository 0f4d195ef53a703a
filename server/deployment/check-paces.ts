import type { CurvePoint, Indicator, PacedIndicator } from '#contract'
import { type Fault, faultAt, type Held, noSuchIndicator } from './fault.ts'

/** A pace is of an indicator that is there, told once, and its curve leads from nothing to the whole plan. */
export function checkPaces({ indicators, paces, curves }: { indicators: Held<Indicator>; paces: Held<PacedIndicator>; curves: Held<CurvePoint> }, faults: Fault[]): void {
  const seen = new Set<string>()
  for (const { value: { indicator, by, curve, warn, critical }, place } of paces.all) {
    const of = indicators.all.find(({ value }) => value.id === indicator)?.value
    if (!indicators.has(indicator)) faults.push(faultAt(place('indicator'), noSuchIndicator(indicator)))
    if (seen.has(indicator)) faults.push(faultAt(place('indicator'), { vi: `tiến độ của "${indicator}" đã khai báo ở trên`, en: `the pace of "${indicator}" was given above` }))
    seen.add(indicator)
    if (of?.direction === 'band' || of?.direction === 'none') faults.push(faultAt(place('indicator'), { vi: 'chỉ số không có chiều tốt thì không có tiến độ', en: 'an indicator without a good direction has no pace' }))
    if (critical < warn) faults.push(faultAt(place('critical'), { vi: `mức xấu ${critical} phải từ mức cần chú ý ${warn} trở lên`, en: `critical ${critical} must not be below warn ${warn}` }))
    if ((by === 'curve') !== (curve !== undefined)) faults.push(faultAt(place('curve'), { vi: 'cần tên đường cong khi và chỉ khi by là curve', en: 'a curve is named where by is curve, and nowhere else' }))
    if (curve === undefined) continue
    const points = curves.all.filter(({ value }) => value.curve === curve).map(({ value }) => value)
    if (points.length === 0) faults.push(faultAt(place('curve'), { vi: `không có đường cong "${curve}" trong curves.csv`, en: `no curve "${curve}" in curves.csv` }))
    else if (points[0]?.x !== 0 || points.at(-1)?.x !== 1 || points.at(-1)?.y !== 1) faults.push(faultAt(place('curve'), { vi: `đường cong "${curve}" phải đi từ x = 0 đến x = 1, y = 1`, en: `curve "${curve}" must lead from x = 0 to x = 1, y = 1` }))
  }
}
