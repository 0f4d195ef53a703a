import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Catalogue } from '#contract'
import { systems } from '../../../connectors/index.ts'
import { can } from '../../access/index.ts'
import { loadDeployment } from '../../deployment/index.ts'
import { catalogueRoute } from './route.ts'

const MOST_PACKED_BYTES = 60_000

let catalogue: Catalogue
let server: Server
let url: string
beforeAll(async () => {
  const outcome = await loadDeployment(path.resolve(import.meta.dirname, '../../../deployments/tay-ninh'), { env: undefined, demo: true, systems })
  if (!outcome.ok) throw new Error(outcome.faults[0]?.en)
  catalogue = { ...outcome.deployment.catalogue, demo: true, sources: [] }
  const keeper = { identify: () => ({ kind: 'local' as const }), can, isOwnOrigin: () => true, audit: async () => {}, addressOf: () => '127.0.0.1' }
  server = createServer(express().set('etag', false).use(catalogueRoute({ keeper, catalogue: () => catalogue }))).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => server.close())

it('packs the whole catalogue of both eras to what a wall loads in a moment', async () => {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  expect(answer.headers.get('content-encoding')).toBe('gzip')
  expect(Number(answer.headers.get('content-length'))).toBeLessThan(MOST_PACKED_BYTES)
  expect(Catalogue.parse(await answer.json())).toEqual(catalogue)
})

it('sends it as it is to a caller who cannot unpack', async () => {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect(await answer.json()).toEqual(catalogue)
})

it('does not send again what the caller has, until the deployment is edited', async () => {
  const etag = (await fetch(url)).headers.get('etag') ?? ''
  const again = () => fetch(url, { headers: { 'if-none-match': etag } })
  expect((await again()).status).toBe(304)
  catalogue = { ...catalogue, demo: false }
  expect((await again()).status).toBe(200)
})
