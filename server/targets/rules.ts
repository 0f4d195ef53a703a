import { type Catalogue, daysOfTarget, type Indicator, type TargetAsked, type Text } from '#contract'
import { type Days, dayText, daysText, firstOf, lastOf, overlap } from './days.ts'
import { heldDays, type Kept } from './store.ts'

/** A place of what was asked for, and what is wrong there, in words a person reads. */
export interface Fault {
  pointer: string
  message: Text
}

/** Between which values an indicator can lie at all. */
export interface Range {
  min?: number | undefined
  max?: number | undefined
}

export interface Facts {
  indicator: Indicator
  catalogue: Pick<Catalogue, 'localities' | 'agencies' | 'sites' | 'deployment'>
  range: Range
  today: string
}

/** Everything that is wrong with it in itself, all at once. */
export function faultsOf(asked: TargetAsked, facts: Facts): Fault[] {
  return [...ofIndicator(asked, facts), ...ofSubject(asked, facts), ...ofDays(asked), ...ofValues(asked, facts)]
}

function ofIndicator(asked: TargetAsked, { indicator: { name, direction, unit, kind } }: Facts): Fault[] {
  const faults: Fault[] = []
  if (direction === 'none' || direction === 'band' || kind === 'state') faults.push({ pointer: '/indicator', message: { vi: `Chỉ số “${name.vi}” không có chiều tốt (cao hơn hay thấp hơn là tốt), nên không đặt chỉ tiêu được`, en: `The indicator “${name.en}” has no good direction (higher or lower is better), so it can have no target` } })
  if (asked.unit !== unit) faults.push({ pointer: '/unit', message: { vi: `Đơn vị tính phải là “${unit}” như của chỉ số, không phải “${asked.unit}”`, en: `The unit has to be “${unit}” as of the indicator, not “${asked.unit}”` } })
  return faults
}

function ofSubject({ subject }: TargetAsked, { indicator: { level, name }, catalogue: { localities, agencies, sites, deployment } }: Facts): Fault[] {
  const locality = localities.find(({ id }) => id === subject)
  const fits = subject === deployment.subject || (level === 'commune' && locality?.level === 'commune' && locality.validTo === undefined)
    || (level === 'agency' && agencies.some(({ id, validTo }) => String(id) === subject && validTo === undefined)) || (level === 'site' && sites.some(({ id }) => id === subject))
  return fits ? [] : [{ pointer: '/subject', message: { vi: `Chỉ số “${name.vi}” không có số liệu của đối tượng “${locality?.name.vi ?? subject}”, nên không đặt chỉ tiêu ở đó được`, en: `The indicator “${name.en}” has no figures of “${locality?.name.en ?? subject}”, so no target can be set there` } }]
}

/** The days it asks for; undefined where it does not say, or says it twice. */
export function daysAsked({ period, validFrom, validTo }: Pick<TargetAsked, 'period' | 'validFrom' | 'validTo'>, { periods }: Pick<Indicator, 'periods'>): { validFrom: string; validTo?: string } | undefined {
  if (period !== undefined) return validFrom === undefined && validTo === undefined ? daysOfTarget(period, periods) : undefined
  return validFrom === undefined ? undefined : { validFrom, ...(validTo === undefined ? {} : { validTo }) }
}

function ofDays({ period, validFrom, validTo }: TargetAsked): Fault[] {
  if (period !== undefined && (validFrom !== undefined || validTo !== undefined)) return [{ pointer: '/period', message: { vi: 'Chọn một trong hai: kỳ (năm, quý, tháng), hoặc từ ngày – đến ngày', en: 'Choose one of the two: a period (year, quarter, month), or from day to day' } }]
  if (period === undefined && validFrom === undefined) return [{ pointer: '/validFrom', message: { vi: 'Thiếu ngày bắt đầu có hiệu lực, hoặc kỳ (năm, quý, tháng)', en: 'The first day of validity, or a period (year, quarter, month), is missing' } }]
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) return [{ pointer: '/validTo', message: { vi: `Ngày kết thúc ${dayText(validTo)} đứng trước ngày bắt đầu ${dayText(validFrom)}`, en: `The last day ${dayText(validTo)} is before the first day ${dayText(validFrom)}` } }]
  return []
}

function ofValues({ values }: TargetAsked, { indicator, range, today }: Facts): Fault[] {
  const mains = values.filter(({ main }) => main).length
  const faults: Fault[] = mains === 1 ? [] : [{ pointer: '/values', message: { vi: `Phải có đúng một chỉ tiêu chính; đang có ${mains}`, en: `There has to be exactly one main target; there are ${mains}` } }]
  const { min = indicator.kind === 'counter' ? 0 : undefined, max } = range
  values.forEach(({ value, paper }, index) => {
    if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
      faults.push({ pointer: `/values/${index}/value`, message: outOfRange(value, { min, max }, indicator.unit) })
    }
    if (paper.day > today) faults.push({ pointer: `/values/${index}/paper/day`, message: { vi: `Ngày văn bản ${dayText(paper.day)} sau hôm nay`, en: `The day of the document, ${dayText(paper.day)}, is after today` } })
  })
  return faults
}

const NUMBERS = { vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 }), en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }) }
const RANGE = { vi: { from: 'từ', to: 'đến', most: 'nhiều nhất' }, en: { from: 'from', to: 'to', most: 'at most' } }

function outOfRange(value: number, { min, max }: Range, unit: string): Text {
  const range = (language: keyof Text) => {
    const [{ format }, words] = [NUMBERS[language], RANGE[language]]
    return [min !== undefined && `${words.from} ${format(min)}`, max !== undefined && `${min === undefined ? words.most : words.to} ${format(max)}`, unit !== '' && unit].filter((part) => part !== false).join(' ')
  }
  return {
    vi: `Giá trị ${NUMBERS.vi.format(value)} nằm ngoài khoảng của chỉ số: ${range('vi')}`,
    en: `The value ${NUMBERS.en.format(value)} is outside the range of the indicator: ${range('en')}`,
  }
}

/** Of those that wait or hold, what stands in the way of new days. A correction reaches at least as far as what it takes the place of: no day may be left without its target unnoticed. */
export function clashesOf(days: Days, open: readonly Kept[], own?: string): Fault[] {
  return open.filter(({ id }) => id !== own).flatMap((one): Fault[] => {
    const held = one.state === 'waiting' ? one : heldDays(one)
    if (held === undefined || !overlap(days, held)) return []
    if (one.state === 'waiting') return [{ pointer: '/validFrom', message: { vi: `Đã có bản đăng ký đang chờ duyệt cho chỉ số và đối tượng này, ${daysText(one).vi}; rút lại bản ấy hoặc chờ duyệt xong`, en: `A registration for this indicator and place is waiting already, ${daysText(one).en}; take it back or wait for its decision` } }]
    if (held.validTo === undefined || lastOf(days) >= held.validTo) return []
    return [{ pointer: '/validTo', message: { vi: `Chỉ tiêu đã duyệt ${daysText(held).vi} còn dài hơn; bản điều chỉnh phải kéo dài ít nhất đến ${dayText(held.validTo)}`, en: `The approved target ${daysText(held).en} reaches further; a correction has to last at least until ${dayText(held.validTo)}` } }]
  })
}

/** Those that hold and end on the day before new days begin. */
export const endedBy = (days: Days, open: readonly Kept[]): Kept[] => open.filter((one) => {
  const held = heldDays(one)
  return held !== undefined && overlap(days, held) && lastOf(held) >= firstOf(days)
})
