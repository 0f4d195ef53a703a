import * as z from 'zod'
import { AccountName, Finding, Quarantined, RawAnswer, type Run, RunId, type SourceId } from '#contract'
import type { Bus } from '../bus/bus.ts'
import { Learnt, NOTHING_LEARNT } from './drift/learn.ts'
import { SHAPES } from './drift/shape.ts'

/** Of a source that fails for a week, what a person may still want to read again. */
const MOST_CASES = 10
const MOST_PASSES = 50
/** Of a case together; the newest is always kept. */
const MOST_BYTES = 20 * 1024 * 1024
const KEPT_MS = 90 * 86_400_000
const LEASE_MS = 5_000

/** One held answer: where its bytes lie, and when it was received. */
const HeldPass = z.object({ run: RunId, endedAt: z.number(), raw: z.array(RawAnswer) })
export type HeldPass = z.infer<typeof HeldPass>

const Case = Quarantined.omit({ kept: true }).extend({ decidedBy: AccountName.optional(), passes: z.array(HeldPass) })
export type Case = z.infer<typeof Case>

const Memory = z.object({ learnt: Learnt, notes: z.array(Finding), notedAt: z.number().optional(), shape: z.enum(SHAPES).optional() })
export type Memory = z.infer<typeof Memory>

/** What is known of a source's usual answers, and those that wait for a person. Bounded, and the same for every process. */
export interface Quarantine {
  memory(source: SourceId): Promise<Memory>
  remember(source: SourceId, memory: Memory): Promise<void>
  cases(source: SourceId): Promise<Case[]>
  hold(held: { run: Run; findings: Finding[]; scope: Case['scope'] }): Promise<void>
  /** Undefined when there is no such case; `change` may refuse by throwing. */
  change(source: SourceId, run: string, change: (one: Case) => Case): Promise<Case | undefined>
}

const NONE: Memory = { learnt: NOTHING_LEARNT, notes: [] }

export function createQuarantine(bus: Pick<Bus, 'note' | 'setNote' | 'acquire' | 'release'>, holder: string): Quarantine {
  const casesKey = (source: SourceId) => `quarantine:${source}`
  const memoryKey = (source: SourceId) => `usual:${source}`

  async function cases(source: SourceId): Promise<Case[]> {
    return z.array(Case).catch([]).parse(parseNote(await bus.note(casesKey(source), KEPT_MS)) ?? [])
  }

  /** Passes and persons of several processes change the same few lines. */
  async function rewrite<T>(source: SourceId, change: (all: Case[]) => { all: Case[]; answer: T }): Promise<T> {
    for (;;) {
      const lease = await bus.acquire(casesKey(source), LEASE_MS, holder)
      if (lease === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        continue
      }
      try {
        const { all, answer } = change(await cases(source))
        await bus.setNote(casesKey(source), JSON.stringify(all.slice(0, MOST_CASES)), KEPT_MS)
        return answer
      } finally {
        await bus.release(lease, holder).catch(() => undefined) // it ends by itself
      }
    }
  }

  return {
    async memory(source) {
      return Memory.catch(NONE).parse(parseNote(await bus.note(memoryKey(source), KEPT_MS)) ?? NONE)
    },
    remember: (source, memory) => bus.setNote(memoryKey(source), JSON.stringify(memory), KEPT_MS),
    cases,
    hold: ({ run, findings, scope }) => rewrite(run.source, (all) => ({ all: add(all, { run, findings, scope }), answer: undefined })),
    change: (source, run, change) => rewrite(source, (all) => {
      const found = all.find((one) => one.run === run)
      const changed = found && change(found)
      return { all: changed === undefined ? all : all.map((one) => (one === found ? changed : one)), answer: changed }
    }),
  }
}

/** An answer with the findings of the one before belongs to its case. */
function add(all: readonly Case[], { run, findings, scope }: { run: Run; findings: Finding[]; scope: Case['scope'] }): Case[] {
  const [newest, ...others] = all
  // Told again after a cut: it waits already.
  if (newest?.passes.some((one) => one.run === run.id) === true) return [...all]
  const pass: HeldPass = { run: run.id, endedAt: run.endedAt, raw: run.raw }
  if (newest?.state === 'held' && newest.scope === scope && rulesOf(newest.findings) === rulesOf(findings)) {
    const isSame = JSON.stringify(newest.passes.at(-1)?.raw) === JSON.stringify(run.raw)
    return [{ ...newest, lastAt: run.endedAt, count: newest.count + 1, findings, passes: isSame ? newest.passes : bounded([...newest.passes, pass]) }, ...others]
  }
  return [{ run: run.id, firstAt: run.endedAt, lastAt: run.endedAt, count: 1, scope, state: 'held', findings, passes: [pass] }, ...all]
}

function bounded(passes: readonly HeldPass[]): HeldPass[] {
  let bytes = 0
  const kept = passes.slice(-MOST_PASSES).toReversed().filter(({ raw }, i) => (bytes += raw.reduce((sum, part) => sum + part.bytes, 0)) <= MOST_BYTES || i === 0)
  return kept.toReversed()
}

const rulesOf = (findings: readonly Finding[]): string => [...new Set(findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule))].sort().join(' ')

function parseNote(note: string | undefined): unknown {
  try {
    return note === undefined ? undefined : JSON.parse(note)
  } catch {
    return undefined // learnt again
  }
}
