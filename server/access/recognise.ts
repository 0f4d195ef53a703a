import type { IncomingMessage } from 'node:http'
import type { Viewer } from '#contract'
import { readCookie, sessionCookieName } from './cookie.ts'
import { personOf, type Session, type Sessions } from './sessions.ts'

type Found = { kind: 'person'; secret: string; session: Session; endsAt: number } | { kind: 'ended' } | { kind: 'unsure' }

/**
 * Finds the person behind a request's session cookie. Looking it up takes a question to the bus, so it is done once, before the
 * gates; they, and the hub, then ask without waiting.
 */
export interface Recogniser {
  recognise(request: IncomingMessage): Promise<void>
  /** Nobody in particular while it cannot be known: never somebody with more rights. */
  personOf(request: IncomingMessage): Viewer | undefined
  sessionOf(request: IncomingMessage): { secret: string; session: Session; endsAt: number } | undefined
  /** A session was shown, and the bus does not say whose. */
  isUnsure(request: IncomingMessage): boolean
  /** For what stays open: false once the session it came with has ended. A screen that is open is in use. */
  isStill(request: IncomingMessage): Promise<boolean>
}

export function createRecogniser(deps: { sessions: Pick<Sessions, 'find'>; isSecure(request: IncomingMessage): boolean }): Recogniser {
  const found = new WeakMap<IncomingMessage, Found>()

  async function lookUp(request: IncomingMessage): Promise<Found | undefined> {
    const secret = readCookie(request, sessionCookieName(deps.isSecure(request)))
    if (secret === undefined) return undefined
    try {
      const live = await deps.sessions.find(secret)
      return live === undefined ? { kind: 'ended' } : { kind: 'person', secret, ...live }
    } catch {
      return { kind: 'unsure' } // the bus tells of its own loss
    }
  }

  return {
    async recognise(request) {
      const who = await lookUp(request)
      if (who !== undefined) found.set(request, who)
    },
    personOf(request) {
      const who = found.get(request)
      if (who?.kind === 'person') return personOf(who.session)
      return who?.kind === 'unsure' ? { kind: 'anonymous' } : undefined
    },
    sessionOf(request) {
      const who = found.get(request)
      return who?.kind === 'person' ? who : undefined
    },
    isUnsure: (request) => found.get(request)?.kind === 'unsure',
    // One that came without a session, or with an ended one, was let in as somebody else and has nothing to lose.
    isStill: async (request) => found.get(request)?.kind !== 'person' || (await lookUp(request))?.kind !== 'ended',
  }
}
