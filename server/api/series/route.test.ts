import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EraBoundary, SeriesAnswer } from '#contract'
import { can } from '../../access/index.ts'
import { systemClock } from '../../clock.ts'
import { seriesRoute } from './route.ts'

const BOUNDARY = {
  at: '2025-06-30T17:00:00.000Z', day: '2025-07-01', side: 'before', rule: 'sum', title: { vi: 'Trước 01/7/2025: 3 cấp', en: 'Before 01/07/2025: 3 tiers' }, reason: { vi: 'cộng nguyên 2 đơn vị cũ', en: '2 former units added whole' }, subjects: ['tn2023', 'la2023'],
} as unknown as EraBoundary // branded ids

let server: Server
let url: string
beforeAll(async () => {
  const keeper = { identify: () => ({ kind: 'local' as const }), can, isOwnOrigin: () => true, audit: async () => {}, addressOf: () => '127.0.0.1' }
  const sample = { series: 'eco.x@tn2025', at: Date.UTC(2025, 4, 31), value: 4_000, period: '2025-05', quality: 'suspect', source: 'a', run: 'a:1', receivedAt: 0, apportioned: { parts: 2 } }
  const route = seriesRoute({
    keeper, clock: systemClock, feedOf: () => 'economy' as never, catalogue: () => { throw new Error('not asked for JSON') }, // branded id
    past: { range: async ({ from }) => ({ reach: undefined, samples: [sample as never], boundaries: from < Date.parse(BOUNDARY.at) ? [BOUNDARY] : [] }) }, // branded ids
  })
  server = createServer(express().use(route)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/eco.x/tn2025`
})
afterAll(() => server.close())

it('says which figures were brought over a change of boundaries and by which rule, and that a figure is doubted', async () => {
  const answer = SeriesAnswer.parse(await (await fetch(`${url}?from=2025-01-01T00:00:00Z`)).json())
  expect(answer.samples[0]).toMatchObject({ value: 4_000, apportioned: { parts: 2 }, suspect: true })
  expect(answer.boundaries).toEqual([BOUNDARY])
})

it('says nothing of boundaries where the span lies in one era', async () => {
  expect(await (await fetch(`${url}?from=2026-01-01T00:00:00Z`)).json()).not.toHaveProperty('boundaries')
})
