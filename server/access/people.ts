import type { IncomingMessage } from 'node:http'
import type { AuditEntry, Catalogue, Viewer } from '#contract'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import { createAccounts, type Accounts } from './accounts.ts'
import type { AccountStore } from './account-store.ts'
import { sessionCookieName } from './cookie.ts'
import { createDemonstration, type Demonstration } from './demonstration.ts'
import { createIdentify } from './identify.ts'
import { createLogIn, type LogIn } from './log-in.ts'
import { createPasswords } from './passwords.ts'
import { createRecogniser, type Recogniser } from './recognise.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createThrottle } from './throttle.ts'

export interface PeopleDeps {
  notes: Pick<Bus, 'setNote' | 'note' | 'dropNote'>
  clock: Clock
  random: (bytes: number) => Buffer
  session: { idleMs: number; lifeMs: number }
  token: string | undefined
  isSecure(request: IncomingMessage): boolean
  audit(entry: Omit<AuditEntry, 'at'>): Promise<void>
  /** Accounts in the database; absent where there is none. */
  stored?: AccountStore | undefined
  /** Only for the demonstration, never in production. */
  demonstration?: { password: string; catalogue(): Catalogue } | undefined
}

/** Who people are: their accounts, what they have open, and who stands behind a request. */
export interface People extends Pick<Recogniser, 'recognise' | 'isUnsure' | 'isStill' | 'sessionOf'>, LogIn {
  identify(request: IncomingMessage): Viewer
  accounts: Accounts
  demonstration: Demonstration['accounts']
  end: Sessions['end']
  onEnded: Sessions['onEnded']
  cookieName(request: IncomingMessage): string
}

export function createPeople(deps: PeopleDeps): People {
  const { clock, audit } = deps
  const passwords = createPasswords()
  const sessions = createSessions({ notes: deps.notes, clock, random: deps.random, ...deps.session })
  const demonstration = deps.demonstration && createDemonstration({ ...deps.demonstration, passwords })
  const accounts = createAccounts({ demonstration: demonstration?.store, stored: deps.stored, passwords, sessions })
  const recogniser = createRecogniser({ sessions, isSecure: deps.isSecure })
  return {
    ...recogniser,
    ...createLogIn({ accounts, sessions, passwords, throttle: createThrottle(clock), clock, audit }),
    identify: createIdentify({ token: deps.token, personOf: recogniser.personOf }),
    accounts,
    demonstration: demonstration?.accounts ?? [],
    end: sessions.end,
    onEnded: sessions.onEnded,
    cookieName: (request) => sessionCookieName(deps.isSecure(request)),
  }
}
