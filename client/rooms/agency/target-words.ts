import { type Catalogue, type Indicator, type Target, targetsOn, type TargetFacts } from '#contract'
import { formatNumber, type Locale, type Say, withUnit } from '../../locale/index.ts'
import { dayText, periodText } from './names.ts'

/** `95,5%`, with as many digits as the target has. */
export const amountText = (value: number, indicator: Pick<Indicator, 'unit'> | undefined, locale: Locale): string =>
  withUnit(formatNumber(value, Math.min(6, String(value).split('.')[1]?.length ?? 0), locale), indicator?.unit ?? '', locale)

/** `từ 01/01/2027 đến 31/12/2027` */
export const daysText = ({ validFrom, validTo }: { validFrom?: string | undefined; validTo?: string | undefined }, say: Say): string =>
  [validFrom && say('targets.from', { day: dayText(validFrom) }), validTo === undefined ? say('targets.noEnd') : say('targets.until', { day: dayText(validTo) })].filter((part) => part !== undefined).join(' ')

/** `năm 2027`, `quý 1/2027`, `tháng 3/2027`, else the days. */
export function spanText({ period, validFrom, validTo }: { period?: string | undefined; validFrom: string; validTo?: string | undefined }, say: Say): string {
  if (period === undefined) return daysText({ validFrom, validTo }, say)
  const [year = '', part] = period.split('-')
  if (part === undefined) return say('targets.ofYear', { year })
  return part.startsWith('Q') ? say('targets.ofQuarter', { quarter: part.slice(1), year }) : say('targets.ofMonth', { month: periodText(period) })
}

/** Where a target comes from: the province's own file, or who registered and approved it. */
export const originText = ({ approved }: Pick<Target, 'approved'>, say: Say): string =>
  approved === undefined ? say('targets.fromFile') : say('targets.fromAgency', { role: approved.roles.includes('agency-approver') ? say('targets.as-agency-approver') : approved.roles.map((role) => say(`role.${role}`)).join(', '), day: dayText(approved.day) })

/** `95% (chính), 99%` */
export const factsText = ({ values }: Pick<TargetFacts, 'values'>, indicator: Indicator | undefined, { say, locale }: { say: Say; locale: Locale }): string =>
  values.map(({ value, main }) => (values.length > 1 && main ? say('targets.mainValue', { value: amountText(value, indicator, locale) }) : amountText(value, indicator, locale))).join(', ')

/** The targets of one series on a day, the main one first. */
export const heldOn = ({ targets }: Pick<Catalogue, 'targets'>, { indicator, subject, day }: { indicator: string; subject: string; day: string }): Target[] =>
  targetsOn(targets.filter((one) => one.indicator === indicator && one.subject === subject), day).toSorted((a, b) => Number(b.main) - Number(a.main))
