import { type ReshapeFacts, UnreadableField } from '#kit'

interface NamedValue {
  name: string
  value: string
}

interface Alert {
  identifier: string
  infos: { parameters: NamedValue[]; areas: { description: string; geocodes: NamedValue[] }[] }[]
}

interface Feed {
  readAt: number
  /** Every message of the feed could be read. */
  whole: boolean
}

/** How a bulletin may name the official area code, and the level of QĐ 18/2021/QĐ-TTg. Case does not count. */
const AREA_NAMES = new Set(['madvhc', 'vn:madvhc', 'gso', 'tctk'])
const LEVEL_NAMES = new Set(['capdoruiro', 'vn:capdoruiro'])

/** One bulletin in force: where, and how dangerous. */
interface Placed {
  communes: ReadonlySet<string>
  /** Some area of it is not known here. */
  lost: boolean
  level: number | undefined
}

/**
 * Alerts in force and the highest level of risk, per commune and for the province. Nothing in force is said only where it is known: the
 * feed was read whole, and every bulletin could be placed. Else what is known to be in force is told, marked as doubtful, and the rest not.
 */
export function countAlerts(records: unknown[], facts: ReshapeFacts): unknown[] {
  const feed = records.find(isFeed)?.feed
  const rejects: unknown[] = records.filter((record) => !isFeed(record) && !isAlert(record))
  if (feed === undefined) return rejects
  const placed = records.filter(isAlert).map(({ alert }) => place(alert, facts, rejects))
  const certain = feed.whole && !placed.some(({ lost }) => lost)
  const areas = [
    { code: facts.province, alerts: placed.filter(({ communes }) => communes.size > 0) },
    ...facts.communes.map((code) => ({ code, alerts: placed.filter(({ communes }) => communes.has(code)) })),
  ]
  return [...areas.flatMap((area) => describe(area, { feed, certain })), ...rejects]
}

function describe({ code, alerts }: { code: string; alerts: readonly Placed[] }, { feed, certain }: { feed: Feed; certain: boolean }): object[] {
  const levels = alerts.flatMap(({ level }) => (level === undefined ? [] : [level]))
  const about = { maDonVi: code, thoiDiem: feed.readAt }
  const levelCertain = certain && levels.length === alerts.length
  return [
    ...(certain || alerts.length > 0 ? [{ ...about, soBanTin: alerts.length, chatLuong: doubt(certain) }] : []),
    ...(levelCertain || levels.length > 0 ? [{ ...about, capDo: Math.max(0, ...levels), chatLuong: doubt(levelCertain) }] : []),
  ]
}

const doubt = (certain: boolean): string => (certain ? 'good' : 'suspect')

/** What is wrong goes to the rejects; the communes that are known still count. */
function place({ identifier, infos }: Alert, facts: ReshapeFacts, rejects: unknown[]): Placed {
  const communes = new Set<string>()
  let lost = false
  for (const { description, geocodes } of infos.flatMap(({ areas }) => areas)) {
    const codes = geocodes.filter(({ name }) => AREA_NAMES.has(name.toLowerCase())).map(({ value }) => value)
    const found = codes.flatMap((code) => communesOf(code, facts))
    for (const code of found) communes.add(code)
    // A two-digit code that is not ours is another province: the bulletin is placed, and not here.
    if (found.length > 0 || (codes.length > 0 && codes.every((code) => /^\d{2}$/.test(code) && code !== facts.province))) continue
    lost = true
    rejects.push(new UnreadableField('unknown-locality', { vi: `Bản tin ${identifier}: khu vực "${description.slice(0, 80)}" không có mã đơn vị hành chính (geocode maDVHC) đọc được`, en: `Message ${identifier}: the area "${description.slice(0, 80)}" has no code of an administrative area (geocode maDVHC) that can be read` }))
  }
  if (!lost && infos.every(({ areas }) => areas.length === 0)) {
    lost = true
    rejects.push(new UnreadableField('unknown-locality', { vi: `Bản tin ${identifier} không ghi khu vực nào`, en: `Message ${identifier} names no area` }))
  }
  return { communes, lost, level: levelOf(identifier, infos, rejects) }
}

const communesOf = (code: string, { communes, province }: ReshapeFacts): readonly string[] => (code === province ? communes : communes.includes(code) ? [code] : [])

function levelOf(identifier: string, infos: Alert['infos'], rejects: unknown[]): number | undefined {
  const said = infos.flatMap(({ parameters }) => parameters.filter(({ name }) => LEVEL_NAMES.has(name.toLowerCase())).map(({ value }) => value.trim()))
  const levels = said.filter((value) => /^[1-5]$/.test(value)).map(Number)
  if (levels.length > 0 && levels.length === said.length) return Math.max(...levels)
  const reason = said.length === 0 ? { vi: 'không ghi cấp độ rủi ro thiên tai (parameter capDoRuiRo)', en: 'does not say the level of risk (parameter capDoRuiRo)' } : { vi: 'ghi cấp độ rủi ro thiên tai không phải 1 đến 5', en: 'says a level of risk that is not 1 to 5' }
  rejects.push(new UnreadableField(said.length === 0 ? 'missing-value' : 'out-of-range', { vi: `Bản tin ${identifier} ${reason.vi}`, en: `Message ${identifier} ${reason.en}` }, said.join(', ').slice(0, 80)))
  return undefined
}

/** Both come from our own driver. */
const isFeed = (record: unknown): record is { feed: Feed } => typeof record === 'object' && record !== null && 'feed' in record
const isAlert = (record: unknown): record is { alert: Alert } => typeof record === 'object' && record !== null && 'alert' in record
