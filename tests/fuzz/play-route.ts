import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Viewer } from '#contract'
import { createMemoryBus } from '../../server/bus/memory-bus.ts'
import { systemClock } from '../../server/clock.ts'
import { DbUnavailableError } from '../../server/db/index.ts'
import { handleErrors } from '../../server/api/problem.ts'
import { uploadsRoute } from '../../server/api/sources/uploads.ts'
import { type ConfiguredSource, createIngest, cronSchedule } from '../../server/ingest/index.ts'
import { silentLog } from '../../server/log.ts'
import { createSubmissions } from '../../server/submissions/index.ts'
import { dtiTable } from '../support/submission-rig.ts'
import { mutate, mutateText, type Random } from './mutate.ts'
import type { Context, Played, Player } from './player.ts'

const PERSON = { kind: 'account', name: 'agency', roles: ['agency-editor'], scope: { agencies: 'all', localities: 'all', domains: 'all' } } as unknown as Viewer // a name of the demonstration
const FORM = { rows: [{ indicator: 'app.mau', subject: 'tn2025', at: '2026-10-14', value: '21.400' }, { indicator: 'app.users-store', subject: 'tn2025', at: '2026-10-14', value: '1,5' }] }

export interface RoutePlayer extends Player {
  stop(): Promise<void>
}

/** The hand-in route over real HTTP, as far as the preview, which keeps nothing: body, file name and remark spoilt. */
export async function playRoute(sources: readonly ConfiguredSource[], context: Context): Promise<RoutePlayer> {
  const clock = systemClock
  const ingest = createIngest({
    bus: createMemoryBus({ clock }), rawStore: undefined as never, clock, log: silentLog, schedule: cronSchedule, random: Math.random, instance: 'fuzz', // a preview keeps nothing
    fetchFor: () => () => Promise.reject(new Error('nobody is asked')), contextFor: () => context,
  })
  await ingest.setSources(sources.filter(({ driver }) => driver.protocol === 'sheet' || driver.protocol === 'manual'))
  const catalogue = { deployment: { subject: 'tn2025', timeZone: 'Asia/Ho_Chi_Minh' }, indicators: [...context.indicators.values()], localities: [], sources: [] } as never // as much as a preview looks at
  const submissions = createSubmissions({
    db: { query: () => Promise.reject(new DbUnavailableError('none')) }, intake: ingest, can: () => true, catalogue: () => catalogue, clock, log: silentLog, audit: async () => undefined, latest: async () => new Map(), dropDir: '', works: false,
  })
  const keeper = { identify: () => PERSON, can: () => true, isOwnOrigin: () => true, audit: async () => undefined, addressOf: () => '127.0.0.1' }
  const app = express().use('/sources', uploadsRoute({ keeper, submissions, clock, latest: async () => [], catalogue: () => catalogue })).use(handleErrors(silentLog))
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sources` // listening on TCP
  return {
    driver: 'hand-in route',
    play: (random) => send(url, random),
    stop: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}

async function send(url: string, random: Random): Promise<Played> {
  const isForm = random(2) === 0
  const body = mutate(isForm ? Buffer.from(JSON.stringify(FORM)) : dtiTable(['80', '612,5', ''], ['25459', '', '271,25']), random)
  // A workbook would start a process for each: the tables have their own turn.
  if (body[0] === 0x50 && body[1] === 0x4b) body[0] = 0x51
  const header = (text: string) => (mutateText(text, random) ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 7_000) // beyond 16 KB Node itself answers, without a word
  const answer = await fetch(`${url}/${isForm ? 'digital-services' : 'dti'}/uploads/preview`, {
    method: 'POST', body: new Uint8Array(body), headers: { 'content-type': isForm ? 'application/json' : 'text/csv', 'x-file-name': header(encodeURIComponent('chỉ số.csv')), 'x-remark': header(encodeURIComponent('theo QĐ')) },
  })
  const told = (await answer.json()) as { detail?: string; rejects?: { reason: { vi: string } }[]; rejectCount?: number; figureCount?: number; rows?: { problems: { reason: { vi: string } }[] }[] } // looked at below
  if (answer.status >= 500) throw new Error(`the route answered ${answer.status}: ${told.detail ?? ''}`)
  if (answer.status >= 400) return { kind: 'refused', reason: told.detail ?? '' }
  return { kind: 'read', samples: [], accepted: told.figureCount ?? 0, rejected: told.rejectCount ?? 0, reasons: [...(told.rejects ?? []), ...(told.rows ?? []).flatMap(({ problems }) => problems)].map(({ reason }) => reason.vi) }
}
