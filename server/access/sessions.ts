import { createHash } from 'node:crypto'
import * as z from 'zod'
import { AccountName, Role, Scope, type Viewer } from '#contract'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'

/** A person who has logged in: what they were then; a change of their roles ends it. */
export const Session = z.object({ name: AccountName, roles: z.array(Role), scope: Scope, startedAt: z.number() })
export type Session = z.infer<typeof Session>

export interface SessionsDeps {
  notes: Pick<Bus, 'setNote' | 'note' | 'dropNote'>
  clock: Clock
  /** 32 random bytes. */
  random: (bytes: number) => Buffer
  /** Ends when not used for so long … */
  idleMs: number
  /** … and in any case after so long. */
  lifeMs: number
}

/** Opaque secrets in the browser, their SHA-256 in the bus: who reads Redis cannot act as anybody. */
export interface Sessions {
  open(session: Session): Promise<{ secret: string; endsAt: number }>
  /** Looking it up counts as use. Throws while the bus cannot be asked: unknown is not ended. */
  find(secret: string): Promise<{ session: Session; endsAt: number } | undefined>
  end(secret: string): Promise<void>
  /** Every session this account has, on every machine: its roles, scope or password changed, or it was closed. */
  endAll(name: AccountName): Promise<void>
  /** Told when a session was ended by this process. */
  onEnded(listener: () => void): void
}

const SECRET_BYTES = 32
const SECRET = /^[A-Za-z0-9_-]{43}$/

export function createSessions(deps: SessionsDeps): Sessions {
  const { notes, clock, idleMs, lifeMs } = deps
  const listeners: (() => void)[] = []
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const endsAtOf = ({ startedAt }: Session) => startedAt + lifeMs

  return {
    async open(session) {
      const secret = deps.random(SECRET_BYTES).toString('base64url')
      await notes.setNote(keyOf(secret), JSON.stringify(session), idleMs)
      return { secret, endsAt: endsAtOf(session) }
    },
    async find(secret) {
      if (!SECRET.test(secret)) return undefined
      const session = readSession(await notes.note(keyOf(secret), idleMs))
      if (session === undefined || endsAtOf(session) <= clock.now()) return undefined
      const endedAt = await notes.note(endedKey(session.name))
      return endedAt !== undefined && session.startedAt <= Number(endedAt) ? undefined : { session, endsAt: endsAtOf(session) }
    },
    async end(secret) {
      if (!SECRET.test(secret)) return
      await notes.dropNote(keyOf(secret))
      tell()
    },
    async endAll(name) {
      // Kept as long as any session begun before it can last.
      await notes.setNote(endedKey(name), String(clock.now()), lifeMs)
      tell()
    },
    onEnded: (listener) => void listeners.push(listener),
  }
}

const keyOf = (secret: string): string => `session:${createHash('sha256').update(secret).digest('base64url')}`
const endedKey = (name: AccountName): string => `sessions-ended:${name}`

/** What an older version wrote and we cannot read counts as none: its owner logs in again. */
function readSession(text: string | undefined): Session | undefined {
  if (text === undefined) return undefined
  try {
    return Session.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export const personOf = ({ name, roles, scope }: Session): Viewer & { kind: 'account' } => ({ kind: 'account', name, roles, scope })
