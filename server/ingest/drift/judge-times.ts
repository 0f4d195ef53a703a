import { asText } from '#contract'
import type { Found, Rule } from './found.ts'
import type { Profile } from './profile.ts'
import { both, exampleOf, sayMoment } from './words.ts'

/** Clocks differ and figures are put together in their own rhythm: less than this is no step back. */
const STEP_BACK_MS = 30 * 60_000
/** Around the zone's own offset; figures of whole hours come up to an hour late. */
const NEAR_MS = 65 * 60_000
const NEARLY_ALL = 0.8
const LONG_AGO_MS = 6 * 3_600_000
/** A few small numbers come again by chance: an office may have two quiet nights. */
const RICH = { numbers: 20, distinct: 8 }

/** Nearly all places speak of an earlier moment than last time: a wrong zone, or an old file again. */
export const judgeMoments: Rule = (now, usual) => {
  const { timeZone, receivedAt } = now.answer
  const future = futureOf(now)
  if (future !== undefined) return [future]
  // `late`: against where it would stand by now, so that an answer of this morning read again is no step back.
  const known = [...now.subjects].flatMap(([id, { at }]) => {
    const before = usual.subjects[id]
    return before === undefined ? [] : [{ at, before: before[1], late: before[1] + (receivedAt - before[2]) - at }]
  })
  const back = known.filter(({ at, before, late }) => Math.min(before - at, late) > STEP_BACK_MS).sort((a, b) => a.late - b.late)
  const middle = back[Math.floor(back.length / 2)]
  if (middle === undefined || back.length < known.length * NEARLY_ALL) return []
  const facts = { severity: 'hold-answer' as const, word: 'correct' as const, before: sayMoment(middle.before, timeZone), after: sayMoment(middle.at, timeZone), ...exampleOf(now.answer.records, 0), ...pointerOf(now) }
  if (Math.abs(middle.late - offsetOf(timeZone, receivedAt)) <= NEAR_MS) {
    return [{ finding: { rule: 'wrong-zone', ...facts, text: both(
      ({ length }) => `Thời điểm của số liệu lùi lại ${length(middle.late)}, đúng bằng độ lệch múi giờ. Có thể giờ quốc tế (UTC) bị ghi thành giờ Việt Nam.`,
      ({ length }) => `The moments of the figures have gone back by ${length(middle.late)}, just the difference of the time zone. Universal time (UTC) may have been written as Vietnamese time.`,
    ) } }]
  }
  return [{ finding: { rule: 'old-answer', ...facts, text: { vi: `Số liệu của ${facts.after.vi}, trong khi lần trước đã có số của ${facts.before.vi}. Có thể đã gửi lại tệp cũ.`, en: `Figures of ${facts.after.en}, while last time there were figures of ${facts.before.en}. An old file may have been sent again.` } } }]
}

/** So many records must agree before a clock is doubted: a single late message is only late. */
const ENOUGH = 5

/** Of what is sent an old part is a correction or comes late; only a clock that is wrong by its zone is a fault. */
export const judgeZone: Rule = (now, usual) => (now.rows < ENOUGH ? [] : judgeMoments(now, usual).filter(({ finding }) => finding.rule === 'wrong-zone'))

function futureOf(now: Profile): Found | undefined {
  const { rejects, records, timeZone, receivedAt } = now.answer
  const future = new Set(rejects.filter(({ code }) => code === 'time-in-future').map(({ index }) => index))
  const [first] = future
  if (first === undefined || future.size < Math.min(records.length, rejects.length) / 2) return undefined
  const raw = rejects.find(({ code }) => code === 'time-in-future')?.raw ?? ''
  const ahead = Date.parse(raw) - receivedAt
  const near = Math.abs(ahead - offsetOf(timeZone, receivedAt)) <= NEAR_MS
  const text = both(
    ({ number, length }) => `${number(future.size)} bản ghi có thời điểm ở tương lai, như ${raw}${Number.isFinite(ahead) ? ` (đi trước ${length(ahead)})` : ''}. ${near ? 'Đúng bằng độ lệch múi giờ: có thể giờ Việt Nam bị ghi thành giờ quốc tế (UTC).' : 'Cần kiểm tra đồng hồ và múi giờ.'}`,
    ({ number, length }) => `${number(future.size)} records are of a moment in the future, such as ${raw}${Number.isFinite(ahead) ? ` (${length(ahead)} ahead)` : ''}. ${near ? 'Just the difference of the time zone: Vietnamese time may have been written as universal time (UTC).' : 'Clock and time zone have to be checked.'}`,
  )
  return { finding: { rule: 'wrong-zone', word: 'correct', severity: 'hold-answer', text, before: sayMoment(receivedAt, timeZone), after: asText(raw), ...pointerOf(now), ...exampleOf(records, first) } }
}

const pointerOf = ({ answer: { system } }: Profile) => (system.at === undefined ? {} : { pointer: system.at })

function offsetOf(timeZone: string, at: number): number {
  const text = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** The very figures of some time ago under a new date, and others in between. */
export const judgeSame: Rule = ({ sum, distinct, newestAt, answer: { samples, receivedAt, timeZone } }, usual) => {
  const known = usual.sums.find(([one]) => one === sum)
  if (known === undefined || newestAt === undefined || known[0] === usual.sums.at(-1)?.[0]) return []
  const nonzero = samples.filter(({ value }) => value !== 0).length
  const [, saidOf, seenAt] = known
  if (nonzero < RICH.numbers || distinct < RICH.distinct || receivedAt - seenAt < LONG_AGO_MS || newestAt <= saidOf) return []
  const text = both(
    ({ number, moment }) => `Cả ${number(samples.length)} số giống hệt số của ${moment(saidOf, timeZone)}, chỉ khác ngày. Có thể đã gửi lại tệp cũ dưới ngày mới.`,
    ({ number, moment }) => `All ${number(samples.length)} figures are just those of ${moment(saidOf, timeZone)}, only the day is another. An old file may have been sent again under a new day.`,
  )
  return [{ finding: { rule: 'same-answer', word: 'correct', severity: 'hold-answer', text, before: sayMoment(saidOf, timeZone), after: sayMoment(newestAt, timeZone) } }]
}
