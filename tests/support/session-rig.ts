import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { AuditEntry, Catalogue, SessionAnswer } from '#contract'
import { type AccountStore, createCan, createIsSecure, createMemoryAccountStore, createPeople, isOwnOrigin, type People, TOKEN_COOKIE } from '../../server/access/index.ts'
import { createApi } from '../../server/api/index.ts'
import { createHub, type Hub } from '../../server/hub/index.ts'
import { silentLog } from '../../server/log.ts'
import { type Bus, BusUnavailableError } from '../../server/bus/bus.ts'
import { createMemoryBus } from '../../server/bus/memory-bus.ts'
import { createShiftedClock, openScreen, type Screen, testCatalogue, testDueOf } from './hub-rig.ts'

export const DEMO_PASSWORD = 'mật khẩu của bản thử'
export const TOKEN = 'the-token-of-this-test'
/** From elsewhere: the proxy on this machine is not trusted, so its header only says "not local". */
export const AWAY = { 'x-forwarded-for': '10.1.2.3' }

export interface SessionRig {
  url: string
  people: People
  hub: Hub
  /** What is kept of sessions; a cut bus answers nobody. */
  notes: Pick<Bus, 'setNote' | 'note' | 'dropNote'>
  written: string[]
  cut(isCut: boolean): void
  clock: ReturnType<typeof createShiftedClock>
  audited: Omit<AuditEntry, 'at'>[]
  ask(method: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  screen(feeds: string[], headers: Record<string, string>): Screen
  stop(): Promise<void>
}

export interface Answer {
  status: number
  body: SessionAnswer & { code?: string; detail?: string }
  /** What the browser would send back. */
  cookie: string
  setCookie: string
  retryAfter: string | null
}

export interface SessionRigOptions {
  stored?: AccountStore | 'none'
  demonstration?: boolean
  trustedProxies?: string[]
  /** More of what the routes ask for; each test brings what it reaches. */
  routes?(deps: { audit(entry: Omit<AuditEntry, 'at'>): Promise<void>; clock: SessionRig['clock'] }): object
}

/** The real HTTP surface and the real hub on one port, with people on a bus in memory. */
export async function startSessionRig(options: SessionRigOptions = {}): Promise<SessionRig> {
  const clock = createShiftedClock()
  const bus = createMemoryBus({ clock })
  const written: string[] = []
  let isCut = false
  const reach = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (isCut) throw new BusUnavailableError('bus is cut off')
    return ask()
  }
  const notes: SessionRig['notes'] = {
    setNote: (...all) => reach(() => bus.setNote(...all).then(() => void written.push(all.join(' ')))),
    note: (...all) => reach(() => bus.note(...all)),
    dropNote: (...all) => reach(() => bus.dropNote(...all)),
  }
  const audited: Omit<AuditEntry, 'at'>[] = []
  const audit = async (entry: Omit<AuditEntry, 'at'>) => void audited.push(entry)
  const catalogue: Catalogue = { ...testCatalogue(), localities: [{ id: 'tn-1', level: 'commune' }] as never } // what the scope is made of
  const isSecure = createIsSecure(options.trustedProxies ?? [])
  const people = createPeople({
    notes, clock, random: randomBytes, session: { idleMs: 30 * 60_000, lifeMs: 12 * 3_600_000 }, token: TOKEN, isSecure, audit,
    stored: options.stored === 'none' ? undefined : (options.stored ?? createMemoryAccountStore()),
    demonstration: options.demonstration === false ? undefined : { password: DEMO_PASSWORD, catalogue: () => catalogue },
  })
  const can = createCan((source) => catalogue.sources.find(({ id }) => id === source)?.agency)
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const keeper = { ...people, can, isOwnOrigin, audit, addressOf: () => '10.1.2.3' }
  const json = '{}'
  const api = createApi({
    log: silentLog, keeper, clientDir: '/nonexistent', mounts: [], readings: undefined,
    ready: async () => ({ ready: true, system: hub.system(), parts: [] }),
    metrics: { contentType: 'text/plain', text: async () => '' },
    routes: {
      clock, keeper, live: () => ({ etag: '"one"', json, gzip: gzipSync(json) }), catalogue: () => catalogue, scenes: () => [], walls: () => [], wallState: () => undefined,
      past: { range: async () => ({ reach: undefined, samples: [] }) }, feedOf: () => undefined, health: () => [], runs: async () => [],
      isToken: (token: string) => token === TOKEN, hasToken: true, cookieName: TOKEN_COOKIE, people: { ...people, isSecure },
      place: () => ({ name: { vi: 'Thử', en: 'Test' }, centre: { vi: 'Trung tâm', en: 'Centre' } }),
      ...options.routes?.({ audit, clock }),
    } as never, // other routes may ask for more; these tests do not reach them
  })
  server.on('request', api)
  const hub = createHub({ bus, clock, log: silentLog, httpServer: server, can, ...people, allowOrigin: isOwnOrigin, catalogue: () => catalogue, dueOf: testDueOf, beatMs: 20, demo: true, limits: { joinMs: 5 } })
  await hub.start()
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const screens: Screen[] = []
  return {
    url, people, hub, notes, written, clock, audited,
    cut: (is) => void (isCut = is),
    async ask(method, body, headers = {}) {
      const response = await fetch(`${url}/api/v1/session`, { method, headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      const text = await response.text()
      const setCookie = response.headers.getSetCookie().join('\n')
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text), setCookie, cookie: setCookie.split(';')[0] ?? '', retryAfter: response.headers.get('retry-after') }
    },
    get: (path, headers = {}) => fetch(url + path, { headers }),
    screen(feeds, headers) {
      const screen = openScreen(url, feeds, { headers })
      screens.push(screen)
      return screen
    },
    async stop() {
      for (const screen of screens) screen.close()
      await hub.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
