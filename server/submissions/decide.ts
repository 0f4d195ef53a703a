import { asText, type Decision, type DriftRule, type Finding, type Text, type Viewer } from '#contract'
import { ApiError } from '../errors.ts'
import { areasOf, mayAll } from './areas.ts'
import { type Asker, type HandInDeps, readInTurn } from './hand-in.ts'
import { describeState } from './refusals.ts'
import type { Kept } from './store.ts'

const STATES = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const

/** Only a person with a name decides, and of two at once one. Resolves with what is now in force, not yet on the bus. */
export async function decide(deps: HandInDeps, asker: Asker, kept: Kept, decision: Decision): Promise<Kept> {
  const { viewer, address } = asker
  const who = viewer.kind === 'account' ? viewer.name : viewer.kind
  const entry = { who, verb: decision.decision, thing: `submission:${kept.id}`, ip: address }
  const refusal = refusalOf(deps, viewer, kept, decision)
  if (refusal !== undefined) {
    await deps.audit({ ...entry, allowed: false })
    throw new ApiError(403, 'forbidden', refusal)
  }
  const { timeZone } = deps.catalogue().deployment
  if (kept.state !== 'waiting') throw tooLate(kept, timeZone)
  const findings = decision.decision === 'approve' ? await checkAgain(deps, viewer, { kept, seen: decision.seen ?? [] }) : []
  const decided = await deps.store.decide(kept.id, { state: STATES[decision.decision], by: who, at: deps.clock.now(), answer: decision.decision === 'refuse' ? decision.answer.replace(/\p{Cc}+/gu, ' ') : undefined, findings })
  if (decided === undefined) throw tooLate((await deps.store.find(kept.id)) ?? kept, timeZone)
  await deps.audit({ ...entry, allowed: true, after: { source: kept.source, sha256: kept.sha256, ...(decided.answer === undefined ? {} : { answer: decided.answer }), ...(findings.length === 0 ? {} : { findings: findings.map(({ rule, text }) => ({ rule, text })) }) } })
  return decided
}

const tooLate = (kept: Kept, timeZone: string): ApiError => new ApiError(409, 'conflict', { vi: `Không còn chờ duyệt: ${describeState(kept, timeZone).vi}`, en: `No longer waiting for approval: ${describeState(kept, timeZone).en}` })

function refusalOf({ can }: Pick<HandInDeps, 'can'>, viewer: Viewer, kept: Kept, { decision }: Decision): Text | undefined {
  const isSender = viewer.kind === 'account' && viewer.name === kept.sentBy
  if (decision === 'withdraw') return isSender ? undefined : { vi: 'Chỉ người gửi mới rút lại được', en: 'Only who sent it can take it back' }
  if (isSender) return { vi: 'Người gửi không tự duyệt số liệu của mình; cần người thứ hai có quyền duyệt', en: 'Who sends figures does not approve them; a second person with the right to approve is needed' }
  return mayAll(can, viewer, 'approve', kept) ? undefined : { vi: 'Tài khoản này không có quyền duyệt các số liệu này', en: 'This account may not approve these figures' }
}

/** The catalogue may have changed since it was handed in: what is signed is what the bytes say today. */
async function checkAgain(deps: HandInDeps, viewer: Viewer, { kept, seen }: { kept: Kept; seen: readonly DriftRule[] }): Promise<Finding[]> {
  const read = await readInTurn(deps, kept.source, { body: await deps.store.body(kept.id), contentType: kept.contentType })
  if (read.figures.length === 0) throw new ApiError(409, 'conflict', { vi: 'Theo danh mục hiện nay không còn đọc được số liệu nào trong đó; hãy trả lại cho người gửi', en: 'By the catalogue of now no figure in it can be read; please return it to the sender' })
  if (!mayAll(deps.can, viewer, 'approve', { agency: kept.agency, areas: areasOf(read.figures, deps.catalogue()) })) throw new ApiError(403, 'forbidden', { vi: 'Tài khoản này không có quyền duyệt các số liệu này', en: 'This account may not approve these figures' })
  if (read.findings === undefined) throw new ApiError(503, 'unavailable', { vi: 'Chưa so được với các lần trước vì Redis không trả lời; chưa duyệt được, xin thử lại', en: 'It cannot be compared with earlier ones because Redis does not answer; it cannot be approved now, please try again' }, { retryAfterS: 5 })
  const unseen = read.findings.filter(({ rule, severity }) => severity !== 'note' && !seen.includes(rule))
  const first = asText(unseen[0]?.text ?? '')
  if (unseen.length > 0) throw new ApiError(409, 'conflict', { vi: `Có cảnh báo cần xem trước khi duyệt: ${first.vi}`, en: `There are warnings to look at before approving: ${first.en}` }, { errors: unseen.map(({ rule, text }) => ({ pointer: `/findings/${rule}`, message: text })) })
  return read.findings
}

/** What the asking person may do with it now. */
export function mayDo(can: HandInDeps['can'], viewer: Viewer, kept: Kept): Decision['decision'][] {
  if (kept.state !== 'waiting' || viewer.kind !== 'account') return []
  if (viewer.name === kept.sentBy) return ['withdraw']
  return mayAll(can, viewer, 'approve', kept) ? ['approve', 'refuse'] : []
}
