import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AuditEntry, Outage, SourceId, SourceInfo, Viewer } from '#contract'
import { createCan } from '../../access/index.ts'
import { systemClock } from '../../clock.ts'
import { silentLog } from '../../log.ts'
import { handleErrors } from '../problem.ts'
import { declareRoute, outagesRoute } from './outages.ts'
import { qualityRoute } from './route.ts'

const person = (role: (Viewer & { kind: 'account' })['roles'][number], agencies: 'all' | string[] = 'all') => ({ kind: 'account', name: 'nguoi-gui', roles: [role], scope: { agencies, localities: 'all', domains: 'all' } }) as Viewer
const NOW = Date.parse('2026-10-15T03:00:00Z')
const OUTAGE = { id: '0b0f0c34-5f0e-4a55-9c2f-0b5a3a1f0f10', source: 'egov', from: '2026-10-16T03:00:00.000Z', to: '2026-10-16T05:00:00.000Z', reason: 'nâng cấp', declaredBy: 'nguoi-gui', declaredAt: '2026-10-15T03:00:00.000Z' } as Outage
const SOURCES = ['egov', 'soc'].map((id) => ({ id }) as SourceInfo) // only the id is looked at

let server: Server
let viewer: Viewer
let asked: unknown[]
let audited: Omit<AuditEntry, 'at'>[]
beforeEach(async () => {
  asked = []
  audited = []
  const noted = (answer: unknown) => async (...all: unknown[]) => {
    asked.push(...all)
    return answer as never // routes hand it on as it is
  }
  const deps = {
    keeper: {
      identify: () => viewer, can: createCan((source) => (source === 'egov' ? 'gov.ppc-office' : 'gov.police')), isOwnOrigin: () => true, addressOf: () => '10.1.2.3',
      audit: async (entry: Omit<AuditEntry, 'at'>) => void audited.push(entry),
    },
    clock: { ...systemClock, now: () => NOW },
    running: () => SOURCES,
    quality: {
      scores: async ({ maySee, ...all }: { maySee(source: SourceId): boolean }) => {
        asked.push(all)
        return SOURCES.filter(({ id }) => maySee(id)).map(({ id }) => id) as never // what is answered is the module's matter
      },
      lostRows: noted({ rows: [] }),
      outages: { declare: noted(OUTAGE), find: async (id: string) => (id === OUTAGE.id ? OUTAGE : undefined), withdraw: noted({ ...OUTAGE, withdrawnAt: OUTAGE.declaredAt }), list: async () => [OUTAGE, { ...OUTAGE, source: 'soc' as SourceId }] },
    },
  }
  const app = express()
  app.use('/quality', qualityRoute(deps)).use('/outages', outagesRoute(deps)).use('/sources', declareRoute(deps))
  app.use(handleErrors(silentLog))
  server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
})
afterEach(() => new Promise((resolve) => {
  server.closeAllConnections()
  server.close(resolve)
}))

async function ask(path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init)
  return { status: answer.status, body: await answer.json() }
}
const ASKED = { from: OUTAGE.from, to: OUTAGE.to, reason: OUTAGE.reason }

it('answers scores of what one may read, of the last day or any period', async () => {
  viewer = person('agency-editor', ['gov.ppc-office'])
  expect(await ask('/quality?by=dataset&from=2026-10-01T00:00:00Z&to=2026-10-08T00:00:00Z')).toEqual({ status: 200, body: ['egov'] })
  expect(await ask('/quality')).toEqual({ status: 200, body: ['egov'] })
  expect(asked).toEqual([
    { from: Date.parse('2026-10-01T00:00:00Z'), to: Date.parse('2026-10-08T00:00:00Z'), by: 'dataset' }, { from: NOW - 86_400_000, to: NOW, by: 'source' },
  ])
  expect([(await ask('/quality?by=province')).status, (await ask('/quality?from=2026-10-08T00:00:00Z&to=2026-10-01T00:00:00Z')).status, (await ask('/quality?from=2020-01-01T00:00:00Z')).status]).toEqual([400, 400, 400])
})

it('opens lost rows only to who may read the source', async () => {
  viewer = person('agency-editor', ['gov.ppc-office'])
  expect((await ask('/quality/rows?source=egov&check=unit')).status).toBe(200)
  expect((await ask('/quality/rows?source=soc&check=unit')).status).toBe(403)
  expect((await ask('/quality/rows?check=unit')).status).toBe(403)
  expect((await ask('/quality/rows?source=egov&check=nice')).status).toBe(400)
  viewer = { kind: 'anonymous' }
  expect((await ask('/quality/rows?source=egov&check=unit')).status).toBe(401)
  expect((await ask('/quality')).status).toBe(401)
})

it('takes a planned outage from a person of the agency, and writes down who said it', async () => {
  viewer = person('agency-editor', ['gov.ppc-office'])
  expect(await ask('/sources/egov/outages', ASKED)).toEqual({ status: 201, body: OUTAGE })
  expect(asked).toEqual([{ ...ASKED, source: 'egov', by: 'nguoi-gui' }])
  expect((await ask(`/outages/${OUTAGE.id}/withdraw`, {})).status).toBe(200)
  expect(audited).toMatchObject([{ who: 'nguoi-gui', verb: 'outage-declare', thing: 'source:egov', ip: '10.1.2.3', after: { reason: 'nâng cấp' } }, { verb: 'outage-withdraw', before: { id: OUTAGE.id } }])
})

it.each<[string, Viewer, number]>([
  ['of another agency', person('agency-editor', ['gov.police']), 403], ['who only looks', person('auditor'), 403], ['without a name', { kind: 'local' }, 403], ['nobody', { kind: 'anonymous' }, 401],
])('takes none from somebody %s', async (_who, who, status) => {
  viewer = who
  expect([(await ask('/sources/egov/outages', ASKED)).status, (await ask(`/outages/${OUTAGE.id}/withdraw`, {})).status]).toEqual([status, status])
  expect([asked, audited]).toEqual([[], []])
})

it('asks for whole facts, and for a source that runs here', async () => {
  viewer = person('administrator')
  expect((await ask('/sources/egov/outages', { ...ASKED, reason: 'x' })).status).toBe(400)
  expect((await ask('/sources/egov/outages', { ...ASKED, from: 'mai' })).status).toBe(400)
  expect((await ask('/sources/none/outages', ASKED)).status).toBe(404)
  expect((await ask('/outages/none/withdraw', {})).status).toBe(404)
})

it('lists what one may read, and says what one may do', async () => {
  viewer = person('agency-editor', ['gov.ppc-office'])
  expect((await ask('/outages')).body).toEqual({ outages: [{ ...OUTAGE, mayWithdraw: true }], maySay: ['egov'] })
  viewer = person('auditor')
  expect((await ask('/outages')).body).toMatchObject({ outages: [{ mayWithdraw: false }, { source: 'soc' }], maySay: [] })
})
