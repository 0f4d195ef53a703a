import type { Finding, QuarantineAnswer, QuarantineDecision, Quarantined, QuarantineOutcome, Run, RunId } from '#contract'
import type { RawPart } from '#kit'
import type { ConfiguredSource } from './configure.ts'
import { relearn } from './drift/learn.ts'
import { newRunId, type PassDeps } from './pass.ts'
import type { Case, HeldPass, Quarantine } from './quarantine.ts'
import { replay } from './replay.ts'
import { type Reading, sift, watch, type Watched } from './watch-drift.ts'

/** Who decides; a name only where it is a person's. */
export interface Decider {
  name?: NonNullable<Quarantined['decidedBy']>
}

type Deps = PassDeps & { quarantine: Quarantine }

/** Somebody else has decided, or is about to. */
export class NotHeld extends Error {
  override readonly name = 'NotHeld'
  readonly state: Case['state']
  constructor(state: Case['state']) {
    super(`the case is ${state}`)
    this.state = state
  }
}

export async function listCases({ info: { id: source } }: ConfiguredSource, quarantine: Quarantine): Promise<Omit<QuarantineAnswer, 'mayDecide' | 'scores'>> {
  const [{ learnt, notes, notedAt }, cases] = [await quarantine.memory(source), await quarantine.cases(source)]
  return { source, isWatched: true, learnt: learnt.passes, notes, ...(notedAt === undefined ? {} : { notedAt }), cases: cases.map(shown) }
}

const shown = ({ passes, ...one }: Case): Quarantined => ({ ...one, kept: passes.length })

const LEASE_MS = 60_000

const STATES = { rerun: 'released', accept: 'accepted', discard: 'discarded' } as const

/**
 * Reads every held answer of a case again, oldest first, with the mapping of today. With `rerun` what is good now counts, and what
 * is not waits on; with `accept` all of it counts and is usual from now on. Each answer that counts is a pass of its own.
 */
export async function decideCase(source: ConfiguredSource, asked: Asked, deps: Deps): Promise<QuarantineOutcome | undefined> {
  // What one person takes and another throws away at the same moment must not be both.
  const lease = await deps.bus.acquire(`decide:${source.info.id}`, LEASE_MS, asked.by.name ?? 'ioc')
  if (lease === undefined) throw new NotHeld('held')
  try {
    return await decideAlone(source, asked, deps)
  } finally {
    await deps.bus.release(lease, asked.by.name ?? 'ioc').catch(() => undefined) // it ends by itself
  }
}

interface Asked {
  run: string
  decision: QuarantineDecision
  by: Decider
}

async function decideAlone(source: ConfiguredSource, { run, decision, by }: Asked, deps: Deps): Promise<QuarantineOutcome | undefined> {
  const { id } = source.info
  const held = (await deps.quarantine.cases(id)).find((one) => one.run === run)
  if (held === undefined) return undefined
  if (held.state !== 'held') throw new NotHeld(held.state)
  const read = decision.action === 'discard' ? NOTHING_READ : await readAgain(source, held, decision.action, deps)
  // What nobody can read cannot be taken for right either.
  const isGood = decision.action === 'discard' || (read.unreadable < held.passes.length && (decision.action === 'accept' || read.findings.length === 0))
  const done = new Set(held.passes.filter((pass) => !read.left.includes(pass)).map((pass) => pass.run))
  const settled = await deps.quarantine.change(id, run, (one) => {
    if (one.state !== 'held') throw new NotHeld(one.state)
    // What came in while these were read was not read: it waits on.
    const late = one.passes.filter((pass) => !held.passes.some((known) => known.run === pass.run))
    const isSettled = isGood && (late.length === 0 || decision.action === 'discard')
    return {
      ...one,
      ...(isSettled ? { state: STATES[decision.action], decidedAt: deps.clock.now() } : { passes: one.passes.filter((pass) => !done.has(pass.run)), ...(read.findings.length > 0 ? { findings: read.findings } : {}) }),
      ...(isSettled && by.name !== undefined ? { decidedBy: by.name } : {}), ...('reason' in decision ? { reason: decision.reason } : {}),
    }
  })
  const { left: _left, ...outcome } = read
  return settled && { case: shown(settled), ...outcome }
}

interface ReadAgain {
  runs: RunId[]
  published: number
  /** What still speaks against one of them. */
  findings: Finding[]
  unreadable: number
  /** Those that wait on. */
  left: HeldPass[]
}

const NOTHING_READ: ReadAgain = { runs: [], published: 0, findings: [], unreadable: 0, left: [] }

async function readAgain(source: ConfiguredSource, { passes }: Case, action: 'rerun' | 'accept', deps: Deps): Promise<ReadAgain> {
  const all: ReadAgain = { runs: [], published: 0, findings: [], unreadable: 0, left: [] }
  for (const pass of passes) {
    const reading = await open(source, pass, deps)
    if (reading === undefined || (reading.samples.length === 0 && reading.rejectedCount > 0)) {
      all.unreadable += 1
      all.left.push(pass)
      continue
    }
    const watched = await watch(source, reading, deps.quarantine)
    const run = await publish(source, { pass, reading, watched, action }, deps)
    if (run.accepted > 0) all.runs.push(run.id)
    all.published += run.accepted
    if (action === 'accept') {
      await deps.quarantine.remember(source.info.id, { ...watched.memory, learnt: relearn(watched.memory.learnt, watched.profile) })
      continue
    }
    const against = watched.verdict.findings.filter(({ severity }) => severity !== 'note')
    if (against.length === 0) continue
    all.findings = against
    all.left.push(pass)
  }
  return all
}

type Reread = Reading & { rejectedCount: number }

/** Undefined when the bytes are gone, or nothing can be made of them. */
async function open(source: ConfiguredSource, { raw, endedAt }: HeldPass, deps: Deps): Promise<Reread | undefined> {
  const parts: RawPart[] = []
  try {
    for (const part of raw) parts.push({ body: await deps.rawStore.open(part), from: '', ...(part.contentType === undefined ? {} : { contentType: part.contentType }) })
  } catch {
    return undefined // dropped for age or room, or damaged
  }
  const again = await replay(source, parts, { endedAt }, deps)
  if (!again.ok) return undefined
  const { records, samples, origins, rejects, rejectedCount } = again.normalised
  return { records, samples, origins, rejects, rejectedCount, context: { ...deps.contextFor(source), receivedAt: endedAt } }
}

interface Again {
  pass: HeldPass
  reading: Reread
  watched: Watched
  action: 'rerun' | 'accept'
}

const MOST_REJECTS = 50

async function publish(source: ConfiguredSource, { pass, reading, watched, action }: Again, deps: Deps): Promise<Run> {
  const startedAt = deps.clock.now()
  const { samples, rejects, rejectedCount } = reading
  const newestAt = watched.profile.newestAt
  const facts = { raw: pass.raw, accepted: samples.length, unchanged: 0, rejected: rejectedCount, rejects: rejects.slice(0, MOST_REJECTS), ...(newestAt === undefined ? {} : { newestAt }) }
  const sifted = action === 'accept' ? { facts, samples } : sift(facts, samples, watched.verdict)
  const run: Run = { id: newRunId(source.info.id, startedAt), source: source.info.id, startedAt, endedAt: deps.clock.now(), fence: 0, ...sifted.facts }
  // Nothing to tell: the pass that held it has said so already.
  if (run.accepted === 0) return run
  await deps.bus.publish({ run, samples: sifted.samples })
  deps.onAccepted(run.accepted)
  return run
}

