import { type AuditEntry, type Catalogue, type FeedId, type Indicator, type IndicatorId, ownersOf, seriesName, type Target, type TargetAsked, type TargetFacts, type TargetRegistration, type TargetsAnswer, targetsOn, type Text, type Thing, type Verb, type Viewer } from '#contract'
import type { Clock } from '../clock.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { ApiError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { dayBefore } from './days.ts'
import { layOver } from './lay-over.ts'
import { clashesOf, daysAsked, endedBy, type Fault, faultsOf, type Range } from './rules.ts'
import { createTargetStore, heldDays, type Kept, type Signed, type TargetTurn } from './store.ts'

export interface TargetsDeps {
  db: Pick<Db, 'query' | 'transaction'>
  clock: Clock
  log: Log
  newId(): string
  can(viewer: Viewer, verb: Verb, thing: Thing): boolean
  /** As it stands now, registered targets laid over the province's own. */
  catalogue(): Catalogue
  rangeOf(indicator: IndicatorId): Range
  feedOf(indicator: IndicatorId): FeedId | undefined
  audit(entry: Omit<AuditEntry, 'at'>): Promise<void>
  /** Other targets hold from now on. */
  changed(): void
}

interface Asker {
  viewer: Viewer
  address: string
}

export type TargetDecision = { decision: 'approve' } | { decision: 'return'; answer: string } | { decision: 'withdraw' }

/** A target registered by one named person holds in its days once a second one has approved it, on every running server and without a restart. */
export interface Targets {
  start(): void
  stop(): void
  /** The file's with those approved laid over them. */
  layOver(file: readonly Target[]): Target[]
  /** Changes with what is approved. */
  revision(): string
  list(viewer: Viewer): Promise<TargetsAnswer>
  register(asker: Asker, asked: TargetAsked): Promise<TargetRegistration>
  decide(asker: Asker, id: string, decision: TargetDecision): Promise<TargetRegistration>
  /** One look at what other processes, or we before a restart, have approved. */
  look(): Promise<void>
}

const LOOK_EVERY_MS = 5_000
const MOST_LISTED = 500

export function createTargets({ db, clock, log, newId, can, catalogue, rangeOf, feedOf, audit, changed }: TargetsDeps): Targets {
  const dayOf = (at: string | number) => new Intl.DateTimeFormat('en-CA', { timeZone: catalogue().deployment.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at))
  const store = createTargetStore(db, dayOf)
  let approved: readonly Kept[] = []
  let content = '[]'
  let seen = ''
  let looking: Promise<void> | undefined
  let fault = ''
  let cancel = () => {}

  async function take(): Promise<void> {
    const mark = await store.mark()
    if (mark === seen) return
    approved = await store.approved()
    seen = mark
    const before = content
    content = JSON.stringify(approved)
    if (content !== before) changed()
  }

  /** While PostgreSQL is away what was approved last goes on; at a start without it, the file's. */
  async function look(): Promise<void> {
    looking ??= take().then(() => void (fault = ''), (thrown: unknown) => {
      const reason = describeError(thrown)
      if (!(thrown instanceof DbUnavailableError) && reason !== fault) log.error({ reason }, 'registered targets cannot be read')
      fault = reason
    }).finally(() => (looking = undefined))
    await looking
  }

  const ownersOfKept = ({ indicator, subject }: Pick<Kept, 'indicator' | 'subject'>) => ownersOf(seriesName(indicator, subject), catalogue())
  const mayBe = (viewer: Viewer, verb: Verb, kept: Pick<Kept, 'indicator' | 'subject'>) => ownersOfKept(kept).some((thing) => can(viewer, verb, thing))
  const signedBy = (viewer: Viewer & { kind: 'account' }): Signed => ({ by: viewer.name, roles: viewer.roles, at: new Date(clock.now()).toISOString(), day: dayOf(clock.now()) })

  function indicatorFor(viewer: Viewer, id: IndicatorId): Indicator {
    const feed = feedOf(id)
    const indicator = catalogue().indicators.find((one) => one.id === id)
    // Of what somebody may not see, not even that it is there.
    if (indicator === undefined || feed === undefined || !can(viewer, 'watch', { kind: 'feed', feed })) throw new ApiError(404, 'not-found', { vi: 'Không có chỉ số này', en: 'There is no such indicator' })
    return indicator
  }

  /** What holds of it on the first of these days. */
  function heldThen({ indicator, subject }: Pick<Kept, 'indicator' | 'subject'>, day: string): TargetFacts | undefined {
    const held = targetsOn(catalogue().targets.filter((one) => one.indicator === indicator && one.subject === subject), day)
    const [first] = held
    return first && { values: held.map(({ value, main }) => ({ value, main })), ...(first.validFrom !== undefined && { validFrom: first.validFrom }), ...(first.validTo !== undefined && { validTo: first.validTo }) }
  }

  function mayDo(viewer: Viewer, kept: Kept): TargetRegistration['may'] {
    if (kept.state !== 'waiting' || viewer.kind !== 'account') return []
    if (viewer.name === kept.sent.by) return ['withdraw']
    return mayBe(viewer, 'approve', kept) ? ['approve', 'return'] : []
  }

  async function show(viewer: Viewer, all: readonly Kept[]): Promise<TargetRegistration[]> {
    const steps = await store.steps(all.map(({ id }) => id))
    return all.map((kept) => {
      const { id, indicator, subject, period, validFrom, validTo, values, reason, state, sent, endedOn, decided } = kept
      return {
        id, indicator, subject, ...(period !== undefined && { period }), validFrom, ...(validTo !== undefined && { validTo }), values, reason, state, sentBy: sent.by, sentRoles: sent.roles, sentAt: sent.at,
        ...(decided !== undefined && { decidedBy: decided.by, decidedRoles: decided.roles, decidedAt: decided.at, ...(decided.answer !== undefined && { answer: decided.answer }) }),
        ...(endedOn !== undefined && { endedOn }), steps: steps.get(id) ?? [], may: mayDo(viewer, kept),
      }
    })
  }

  async function shown(viewer: Viewer, id: string): Promise<TargetRegistration> {
    const kept = await store.find(id)
    const [one] = kept === undefined ? [] : await show(viewer, [kept])
    if (one === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có bản đăng ký này', en: 'There is no such registration' })
    return one
  }

  /** Ends what held, then lets the new one hold. */
  async function approve(turn: TargetTurn, kept: Kept, signed: Signed): Promise<void> {
    const open = await turn.open()
    refuse(clashesOf(kept, open.filter(({ state }) => state === 'approved'), kept.id), 409)
    for (const former of endedBy(kept, open)) {
      const on = dayBefore(kept.validFrom)
      const held = heldDays(former)
      await turn.end(former.id, on)
      await turn.step({ registration: former.id, did: 'ended', signed, before: { ...factsOf(former), ...held }, after: { ...factsOf(former), validTo: on } })
    }
    const before = heldThen(kept, kept.validFrom)
    await turn.decide(kept.id, 'approved', signed)
    await turn.step({ registration: kept.id, did: 'approved', signed, ...(before && { before }), after: factsOf(kept) })
  }

  return {
    look,
    layOver: (file) => layOver(file, approved),
    revision: () => content,
    start() {
      void look()
      cancel = clock.every(LOOK_EVERY_MS, () => void look())
    },
    stop: () => cancel(),

    async list(viewer) {
      const { indicators } = catalogue()
      const ids = indicators.filter(({ domain }) => can(viewer, 'watch', { kind: 'feed', feed: domain })).map(({ id }) => id)
      const kept = await store.list(ids, MOST_LISTED).catch(sayUnavailable)
      const registrations = await show(viewer, kept.filter((one) => mayBe(viewer, 'read', one))).catch(sayUnavailable)
      return { registrations, mayRegister: viewer.kind !== 'account' ? [] : indicators.filter((one) => ids.includes(one.id) && isAimed(one) && placesOf(viewer, one, catalogue()).some((subject) => ownersOf(seriesName(one.id, subject), catalogue()).some((thing) => can(viewer, 'send', thing)))).map(({ id }) => id) }
    },

    async register({ viewer, address }, asked) {
      const indicator = indicatorFor(viewer, asked.indicator)
      const entry = { who: viewer.kind === 'account' ? viewer.name : viewer.kind, verb: 'send', thing: `target:${asked.indicator}@${asked.subject}`, ip: address }
      if (viewer.kind !== 'account' || !mayBe(viewer, 'send', asked)) {
        await audit({ ...entry, allowed: false })
        throw new ApiError(403, 'forbidden', { vi: 'Chỉ cơ quan phụ trách chỉ số, hoặc xã, phường với số của mình, mới đăng ký được chỉ tiêu này', en: 'Only the agency responsible for the indicator, or a commune for its own figure, can register this target' })
      }
      refuse(faultsOf(asked, { indicator, catalogue: catalogue(), range: rangeOf(indicator.id), today: dayOf(clock.now()) }), 400)
      const days = daysAsked(asked, indicator)
      if (days === undefined) throw new ApiError(400, 'bad-request', { vi: 'Thiếu thời gian có hiệu lực', en: 'The days of validity are missing' })
      const signed = signedBy(viewer)
      const { subject, period, values, reason } = asked
      const kept = { id: newId(), indicator: indicator.id, subject, period, ...days, values: values.map((one) => ({ ...one, paper: { ...one.paper, number: plain(one.paper.number), about: plain(one.paper.about) } })), reason: plain(reason), sent: signed }
      const before = heldThen(kept, days.validFrom)
      await store.inTurn(kept, async (turn) => {
        refuse(clashesOf(days, await turn.open()), 409)
        await turn.add(kept)
        await turn.step({ registration: kept.id, did: 'registered', signed, ...(before && { before }), after: factsOf(kept) })
      }).catch(sayUnavailable)
      await audit({ ...entry, allowed: true, before, after: { id: kept.id, ...factsOf(kept), papers: kept.values.map(({ paper }) => paper) } })
      return shown(viewer, kept.id).catch(sayUnavailable)
    },

    async decide({ viewer, address }, id, asked) {
      const kept = await store.find(id).catch(sayUnavailable)
      if (kept === undefined || !mayBe(viewer, 'read', kept)) throw new ApiError(404, 'not-found', { vi: 'Không có bản đăng ký này', en: 'There is no such registration' })
      const entry = { who: viewer.kind === 'account' ? viewer.name : viewer.kind, verb: asked.decision, thing: `target:${kept.indicator}@${kept.subject}`, ip: address }
      const why = viewer.kind === 'account' ? whyNot(viewer.name === kept.sent.by, asked.decision, () => mayBe(viewer, 'approve', kept)) : { vi: 'Duyệt chỉ tiêu phải là người có tên', en: 'Targets are approved by a person with a name' }
      if (viewer.kind !== 'account' || why !== undefined) {
        await audit({ ...entry, allowed: false })
        throw new ApiError(403, 'forbidden', why)
      }
      const signed = signedBy(viewer)
      const before = heldThen(kept, kept.validFrom)
      await store.inTurn(kept, async (turn) => {
        const now = (await turn.open()).find((one) => one.id === id)
        if (now?.state !== 'waiting') throw new ApiError(409, 'conflict', { vi: 'Bản đăng ký này đã được quyết định rồi', en: 'This registration has been decided on already' })
        if (asked.decision === 'approve') return approve(turn, now, signed)
        const answer = asked.decision === 'return' ? plain(asked.answer) : undefined
        const state = asked.decision === 'return' ? 'returned' : 'withdrawn'
        await turn.decide(id, state, signed, answer)
        return turn.step({ registration: id, did: state, signed })
      }).catch(sayUnavailable)
      await audit({ ...entry, allowed: true, ...(asked.decision === 'approve' ? { before, after: { id, ...factsOf(kept) } } : { after: { id, ...(asked.decision === 'return' && { answer: asked.answer }) } }) })
      await look()
      return shown(viewer, id).catch(sayUnavailable)
    },
  }
}

function whyNot(isOwn: boolean, decision: TargetDecision['decision'], mayApprove: () => boolean): Text | undefined {
  if (decision === 'withdraw') return isOwn ? undefined : { vi: 'Chỉ người đăng ký mới rút lại được', en: 'Only who registered it can take it back' }
  if (isOwn) return { vi: 'Người đăng ký không tự duyệt; cần người thứ hai', en: 'Who registers a target does not approve it; a second person is needed' }
  return mayApprove() ? undefined : { vi: 'Tài khoản này không có quyền duyệt chỉ tiêu này', en: 'This account may not approve this target' }
}

const isAimed = ({ direction, kind }: Indicator): boolean => (direction === 'higher' || direction === 'lower') && kind !== 'state'

/** Of which subjects somebody could speak at all. */
const placesOf = ({ scope }: Viewer & { kind: 'account' }, { level }: Indicator, { deployment }: Catalogue): string[] =>
  scope.localities === 'all' ? [deployment.subject] : level === 'commune' ? scope.localities : []

const factsOf = ({ values, validFrom, validTo }: Pick<Kept, 'values' | 'validFrom' | 'validTo'>): TargetFacts => ({ values: values.map(({ value, main }) => ({ value, main })), validFrom, ...(validTo !== undefined && { validTo }) })

/** Lines stay, other marks that steer a screen do not. */
const plain = (text: string): string => text.replace(/[^\P{Cc}\n]+/gu, ' ')

function refuse(faults: Fault[], status: 400 | 409): void {
  const [first] = faults
  if (first !== undefined) throw new ApiError(status, status === 400 ? 'bad-request' : 'conflict', first.message, { errors: faults })
}

function sayUnavailable(thrown: unknown): never {
  if (!(thrown instanceof DbUnavailableError)) throw thrown
  throw new ApiError(503, 'unavailable', { vi: 'Chưa đọc và chưa ghi được bản đăng ký chỉ tiêu vì PostgreSQL không liên lạc được; chỉ tiêu đang có hiệu lực vẫn dùng, xin thử lại sau', en: 'Registered targets can be neither read nor written now because PostgreSQL cannot be reached; targets in force still count, please try again later' }, { retryAfterS: 10, cause: thrown })
}
