import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AuditEntry, QuarantineOutcome, SourceId, Viewer } from '#contract'
import { createCan } from '../../access/index.ts'
import { silentLog } from '../../log.ts'
import { handleErrors } from '../problem.ts'
import { quarantineRoute } from './quarantine.ts'

const OUTCOME = { case: { run: 'egov:mwx1-00000001', state: 'accepted' }, runs: [], published: 7, findings: [], unreadable: 0 } as unknown as QuarantineOutcome // as much as the route looks at
const person = (role: (Viewer & { kind: 'account' })['roles'][number], agencies: 'all' | string[] = 'all') => ({ kind: 'account', name: 'nguoi-xem', roles: [role], scope: { agencies, localities: 'all', domains: 'all' } }) as Viewer
class Taken extends Error {}

let server: Server
let viewer: Viewer
let asked: unknown[]
let audited: Omit<AuditEntry, 'at'>[]
let decide: () => Promise<QuarantineOutcome | undefined>
beforeEach(async () => {
  asked = []
  audited = []
  decide = async () => OUTCOME
  const can = createCan((source) => (source === 'egov' ? 'gov.ppc-office' : undefined))
  const app = express()
  app.use(quarantineRoute({
    keeper: { identify: () => viewer, can, isOwnOrigin: () => true, addressOf: () => '10.1.2.3', audit: async (entry) => void audited.push(entry) },
    quarantine: {
      list: (source) => (source === 'egov' ? Promise.resolve({ source: 'egov' as SourceId, isWatched: true, learnt: 3, notes: [], cases: [] }) : undefined),
      decide: (...all) => {
        asked.push(all)
        return decide()
      },
      isTaken: (thrown) => thrown instanceof Taken,
    },
  }))
  app.use(handleErrors(silentLog))
  server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init) // listening on TCP
const send = (body: object) => at('/egov/quarantine/egov:mwx1-00000001', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const ACCEPT = { action: 'accept', reason: 'đổi phần mềm' }

it.each<[string, Viewer, number, boolean]>([
  ['an editor of its agency', person('agency-editor', ['gov.ppc-office']), 200, true],
  ['an approver of its agency', person('agency-approver', ['gov.ppc-office']), 200, true],
  ['an administrator', person('administrator'), 200, true],
  ['an operator', person('operator'), 200, false],
  ['an editor of another agency', person('agency-editor', ['gov.health']), 403, false],
  ['a commune', person('commune'), 403, false],
])('%s', async (_, asking, status, mayDecide) => {
  viewer = asking
  const listed = await at('/egov/quarantine')
  expect(listed.status).toBe(status)
  if (status === 200) expect(await listed.json()).toMatchObject({ source: 'egov', mayDecide })
  expect((await send(ACCEPT)).status).toBe(mayDecide ? 200 : 403)
  expect(asked).toHaveLength(mayDecide ? 1 : 0)
})

it('writes down who decided what and why', async () => {
  viewer = person('administrator')
  await send(ACCEPT)
  expect(asked).toEqual([['egov', 'egov:mwx1-00000001', ACCEPT, { name: 'nguoi-xem' }]])
  expect(audited).toEqual([{ who: 'nguoi-xem', verb: 'quarantine-accept', thing: 'source:egov', ip: '10.1.2.3', allowed: true, after: { case: 'egov:mwx1-00000001', published: 7, state: 'accepted', reason: 'đổi phần mềm' } }])
})

it('lets a machine read again and answer for nothing', async () => {
  viewer = { kind: 'local' }
  expect((await send({ action: 'rerun' })).status).toBe(200)
  expect((await send(ACCEPT)).status).toBe(403)
  expect(asked).toHaveLength(1)
})

it('says what is wrong: no reason, no such case, somebody else was first', async () => {
  viewer = person('administrator')
  expect((await send({ action: 'discard' })).status).toBe(400)
  expect((await at('/nothing/quarantine')).status).toBe(404)
  decide = async () => undefined
  expect((await send(ACCEPT)).status).toBe(404)
  decide = () => Promise.reject(new Taken())
  const late = await send(ACCEPT)
  expect([late.status, await late.json()]).toMatchObject([409, { code: 'conflict' }])
  expect(audited).toEqual([])
})
