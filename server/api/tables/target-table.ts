import { type Catalogue, type Indicator, paperText, type Role, standingOf, type Target, type TargetRegistration } from '#contract'
import type { SheetCell } from '../workbook.ts'
import type { Facts } from './facts.ts'
import type { Table } from './table.ts'

const HEADINGS = ['Chỉ số', 'Tên chỉ số', 'Đối tượng', 'Tên đối tượng', 'Chỉ tiêu', 'Đơn vị', 'Loại', 'Hiệu lực từ', 'Hiệu lực đến', 'Tình trạng', 'Căn cứ', 'Nguồn gốc', 'Người đăng ký', 'Đăng ký lúc', 'Người duyệt', 'Duyệt lúc', 'Lý do']
const ROLES: Partial<Record<Role, string>> = { 'agency-editor': 'người nhập liệu của sở, ngành', 'agency-approver': 'người duyệt của sở, ngành', commune: 'xã, phường' }
const STANDINGS: Record<ReturnType<typeof standingOf>, string> = {
  waiting: 'đang chờ duyệt', coming: 'chưa đến ngày hiệu lực', inForce: 'có hiệu lực', replaced: 'hết hiệu lực, đã có bản thay thế', over: 'hết hiệu lực', returned: 'bị trả lại', withdrawn: 'người đăng ký rút lại',
}
const FROM_FILE = 'theo tệp của tỉnh'

export interface TargetTableAsked {
  catalogue: Catalogue
  indicators: readonly Indicator[]
  registrations: readonly TargetRegistration[]
  /** Said where registrations could not be read. */
  warnings: string[]
  day: string
  facts: Facts
}

/** Every target with its days, its paper and where it comes from; those that wait, were sent back or have ended as well, for who may see them. */
export function targetTable({ catalogue, indicators, registrations, warnings, day, facts }: TargetTableAsked): Table {
  const rows = indicators.flatMap((indicator) => {
    const told = registrations.filter((one) => one.indicator === indicator.id)
    const known = new Set(told.map(({ id }) => id))
    const held = catalogue.targets.filter((one) => one.indicator === indicator.id && !known.has(one.approved?.id ?? ''))
    return [...held.map((one) => heldRow(one, indicator, { day, facts })), ...told.flatMap((one) => registeredRows(one, indicator, { day, facts }))]
  })
  return { name: 'chi-tieu', title: 'Chỉ tiêu', headings: HEADINGS, rows, notes: [['Đang chờ duyệt', registrations.filter(({ state }) => state === 'waiting').length]], warnings }
}

type At = Pick<TargetTableAsked, 'day' | 'facts'>

const head = ({ id, name }: Indicator, subject: string, facts: Facts): SheetCell[] => [id, name.vi, subject, facts.subject(subject)]
const kindOf = (main: boolean): string => (main ? 'chính' : 'khác')
const dayText = (day: string | undefined): string | undefined => day?.split('-').toReversed().join('/')

function heldRow({ subject, value, main, validFrom, validTo, basis, approved }: Target, indicator: Indicator, { day, facts }: At): SheetCell[] {
  const standing = day < (validFrom ?? '') ? 'coming' : validTo !== undefined && validTo < day ? 'over' : 'inForce'
  return [...head(indicator, subject, facts), value, indicator.unit, kindOf(main), dayText(validFrom), dayText(validTo), STANDINGS[standing], basis, approved === undefined ? FROM_FILE : `cơ quan đăng ký, ${rolesText(approved.roles)} duyệt ngày ${dayText(approved.day)}`]
}

function registeredRows(one: TargetRegistration, indicator: Indicator, { day, facts }: At): SheetCell[][] {
  const last = one.endedOn !== undefined && one.endedOn >= one.validFrom ? one.endedOn : one.validTo
  return one.values.map(({ value, main, paper }) => [
    ...head(indicator, one.subject, facts), value, indicator.unit, kindOf(main), dayText(one.validFrom), dayText(last), STANDINGS[standingOf(one, day)], paperText(paper), `cơ quan đăng ký (${rolesText(one.sentRoles)})`,
    one.sentBy, facts.wallOf(one.sentAt), one.decidedBy, facts.wallOf(one.decidedAt), one.answer ?? one.reason,
  ])
}

const rolesText = (roles: readonly Role[]): string => roles.map((role) => ROLES[role] ?? role).join(', ')
