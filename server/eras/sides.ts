import { type Agency, type Catalogue, type EraBoundary, type Locality, splitSeries, type SeriesName, type Succession, type Text } from '#contract'

/** One side of a change of boundaries that a subject does not reach, and who stood or stands there. */
export interface Side {
  day: string
  /** First moment of the day after the change. */
  at: number
  side: EraBoundary['side']
  title: Text
  rule: EraBoundary['rule']
  reason: Text
  subjects: Member[]
}

export interface Member {
  id: string
  name: Text
  /** Of it, which part came here. */
  share: number
}

export interface SideFacts {
  catalogue: Catalogue
  successions: readonly Succession[]
  startOf(day: string): number
}

type Dated = Agency | Locality

/** Where the subject of a series was made of others, or others were made of it. Places that are measured do not move with boundaries. */
export function sidesOf(series: SeriesName, facts: SideFacts): Side[] {
  const { indicator, subject } = splitSeries(series)
  const { localities, agencies, indicators } = facts.catalogue
  const all: readonly Dated[] = localities.some(({ id }) => id === subject) ? localities : agencies
  const own = all.find(({ id }) => id === subject)
  if (own === undefined) return []
  const before = all.filter(({ id, successors }) => id !== subject && successors.includes(subject))
  const rule = indicators.find(({ id }) => id === indicator)?.across
  return [...earlier(own, before, { ...facts, rule }), ...later(own, all, facts)]
}

function earlier(own: Dated, before: readonly Dated[], facts: SideFacts & { rule: Side['rule'] | undefined }): Side[] {
  const began = own.validFrom
  const days = began === undefined ? [...new Set(before.flatMap(({ validTo }) => (validTo === undefined ? [] : [dayAfter(validTo)])))] : [began]
  return days.flatMap((day): Side[] => {
    const subjects = before.filter(({ validTo }) => began !== undefined || (validTo !== undefined && dayAfter(validTo) === day)).map((one) => memberOf(one, own, facts.successions))
    if (subjects.length === 0) return []
    const tiers = 'level' in own ? tiersOn(dayBefore(day), facts.catalogue) : undefined
    const at = { day, at: facts.startOf(day), side: 'before' as const, title: { vi: `Trước ${dayVi(day)}: ${tiers === undefined ? 'đơn vị cũ' : `${tiers} cấp`}`, en: `Before ${dayEn(day)}: ${tiers === undefined ? 'other bodies' : `${tiers} tiers`}` } }
    return [{ ...at, ...ruleFor(subjects, { ...facts, isNew: began !== undefined }), subjects: subjects.map(({ id, name, share = 1 }) => ({ id, name, share })) }]
  })
}

interface Found extends Omit<Member, 'share'> {
  /** Undefined where it was split and nobody said how. */
  share: number | undefined
  basis: string | undefined
}

function memberOf({ id, name, successors }: Dated, own: Dated, successions: readonly Succession[]): Found {
  const declared = successions.find(({ predecessor, successor }) => predecessor === id && successor === own.id)
  return { id, name, share: successors.length === 1 ? 1 : declared?.share, basis: declared?.basis }
}

function ruleFor(subjects: readonly Found[], { rule, isNew }: { rule: Side['rule'] | undefined; isNew: boolean }): Pick<Side, 'rule' | 'reason'> {
  if (!isNew) return { rule: 'break', reason: { vi: 'đơn vị khác nhập vào giữa chừng, số trước và sau không cùng phạm vi', en: 'others were merged into it, figures before and after are not of the same scope' } }
  if (rule === undefined || rule === 'break') return { rule: 'break', reason: { vi: 'chỉ số không khai báo cách quy đổi qua hai thời kỳ', en: 'the indicator is not declared to be comparable over the eras' } }
  const unknown = subjects.filter(({ share }) => share === undefined)
  if (unknown.length > 0) {
    const [vi, en] = [unknown.map(({ name }) => name.vi).join(', '), unknown.map(({ name }) => name.en).join(', ')]
    return { rule: 'break', reason: { vi: `chưa khai báo phần chia của ${vi}`, en: `no share is declared of ${en}` } }
  }
  const split = subjects.filter(({ basis }) => basis !== undefined)
  const shares = (language: keyof Text) => split.map(({ name, share = 1, basis = '' }) => `${name[language]} × ${String(share).replace('.', language === 'vi' ? ',' : '.')} (${basis})`).join('; ')
  const whole = subjects.length - split.length
  const how: Text = {
    vi: [`cộng nguyên ${whole} đơn vị cũ`, ...(split.length > 0 ? [`theo phần: ${shares('vi')}`] : [])].join(', '),
    en: [`${whole} former units added whole`, ...(split.length > 0 ? [`by share: ${shares('en')}`] : [])].join(', '),
  }
  return { rule, reason: rule === 'sum' ? how : { vi: `tính lại từ tử số và mẫu số, mỗi phần ${how.vi}`, en: `computed anew from numerator and denominator, each of ${how.en}` } }
}

function later(own: Dated, all: readonly Dated[], { catalogue, startOf }: SideFacts): Side[] {
  if (own.validTo === undefined) return []
  const day = dayAfter(own.validTo)
  const tiers = 'level' in own ? tiersOn(day, catalogue) : undefined
  return [{
    day, at: startOf(day), side: 'after', rule: 'break',
    title: { vi: `Từ ${dayVi(day)}: ${tiers === undefined ? 'đơn vị mới' : `${tiers} cấp`}`, en: `From ${dayEn(day)}: ${tiers === undefined ? 'other bodies' : `${tiers} tiers`}` },
    reason: { vi: 'đơn vị đã hết hiệu lực', en: 'it has ended' },
    subjects: all.filter(({ id }) => own.successors.includes(id)).map(({ id, name }) => ({ id, name, share: 1 })),
  }]
}

function tiersOn(day: string, { localities }: Catalogue): number {
  return new Set(localities.filter(({ validFrom, validTo }) => (validFrom ?? '') <= day && day <= (validTo ?? '9999')).map(({ level }) => level)).size
}

const DAY_MS = 86_400_000
const moved = (day: string, ms: number): string => new Date(Date.parse(day) + ms).toISOString().slice(0, 10)
const dayAfter = (day: string): string => moved(day, DAY_MS)
const dayBefore = (day: string): string => moved(day, -DAY_MS)
/** As offices write it: `01/7/2025`. */
const dayVi = (day: string): string => `${day.slice(8)}/${Number(day.slice(5, 7))}/${day.slice(0, 4)}`
const dayEn = (day: string): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
