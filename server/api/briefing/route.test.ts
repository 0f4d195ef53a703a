import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Briefing, SeenBriefing, type Viewer } from '#contract'
import { createCan } from '../../access/index.ts'
import { silentLog } from '../../log.ts'
import { handleErrors } from '../problem.ts'
import { briefingRoute } from './route.ts'

const text = { vi: 'Thử', en: 'Test' }
const briefing = Briefing.parse({
  title: text, lead: ['tthc.rate@tn', 'soc.open@tn'], map: { indicator: 'tthc.rate', of: 'tn', points: [{ id: 'open', title: text, counts: { of: 'soc.open' } }, { id: 'halls', title: text, sites: ['tthc.queue'] }] }, locality: ['tthc.rate'], plans: ['soc.open@tn'],
  domains: [{ id: 'services', title: text, series: ['tthc.rate@tn'] }, { id: 'security', title: text, series: ['soc.open@tn'] }],
})
const editorOf = (domains: string[]) => ({ kind: 'account', name: 'agency', roles: ['agency-editor'], scope: { agencies: 'all', domains, localities: 'all' } }) as unknown as Viewer // branded ids

let viewer: Viewer
let server: Server
beforeAll(async () => {
  const keeper = { identify: () => viewer, can: createCan(() => undefined), isOwnOrigin: () => true, audit: async () => {}, addressOf: () => '' }
  server = createServer(express().use(briefingRoute({ keeper, briefing: () => briefing, feedOf: (indicator) => indicator.split('.')[0] as never })).use(handleErrors(silentLog))).listen(0, '127.0.0.1') // its feed is its domain
  await new Promise((resolve) => server.once('listening', resolve))
})
afterAll(() => server.close())

async function seenBy(one: Viewer): Promise<SeenBriefing> {
  viewer = one
  return SeenBriefing.parse(await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).json())
}

it('shows all of it to who may see all', async () => {
  expect(await seenBy({ kind: 'local' })).toEqual(briefing)
})

it('leaves out the points of a map an account may not see', async () => {
  expect((await seenBy(editorOf(['tthc']))).map?.points.map(({ id }) => id)).toEqual(['halls'])
})

it('leaves out what an account may not see, the map and whole domains with it, and is still a briefing', async () => {
  expect(await seenBy(editorOf(['soc']))).toEqual({ title: text, lead: ['soc.open@tn'], locality: [], plans: ['soc.open@tn'], domains: [{ id: 'security', title: text, series: ['soc.open@tn'] }] })
  expect(await seenBy(editorOf([]))).toEqual({ title: text, lead: [], locality: [], plans: [], domains: [] })
})
