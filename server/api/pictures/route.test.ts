import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PictureSettings, type PictureState, type Thing, type Viewer } from '#contract'
import { handleErrors } from '../problem.ts'
import { picturesRoute } from './route.ts'

const settings = PictureSettings.parse({ id: 'cam', title: { vi: 'Cổng', en: 'Gate' }, source: 'cameras', url: 'http://127.0.0.1:9/secret?key=abc' })
const state: PictureState = { id: 'cam', title: settings.title, source: settings.source, origin: 'real', freshness: 'live', takenAt: 1, version: 'v' }
let mayRead: (thing: Thing) => boolean = () => true
let server: Server
let url = ''
beforeAll(async () => {
  const keeper = {
    identify: (): Viewer => ({ kind: 'local' }), can: (_viewer: Viewer, _verb: string, thing: Thing) => mayRead(thing), isOwnOrigin: () => true, audit: async () => {}, addressOf: () => '127.0.0.1',
  }
  const app = express()
  app.use('/pictures', picturesRoute({ keeper, pictures: { settings: () => [settings], state: async (id) => (id === 'cam' ? state : undefined), bytes: (id) => (id === 'cam' ? { type: 'image/png', bytes: Buffer.from('png'), version: 'v' } : undefined) } }))
  app.use(handleErrors({ error() {}, warn() {}, info() {}, debug() {} } as never)) // it only writes
  server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pictures`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

it('gives state and bytes, in which nothing can run, and never the address', async () => {
  mayRead = (thing) => thing.kind === 'source' && thing.source === 'cameras'
  const text = await (await fetch(`${url}/cam`)).text()
  expect(JSON.parse(text)).toEqual(state)
  expect(text).not.toContain('secret')
  const bytes = await fetch(`${url}/cam/bytes`)
  expect(bytes.headers.get('content-type')).toBe('image/png')
  expect(bytes.headers.get('content-security-policy')).toContain('sandbox')
  expect(bytes.headers.get('cache-control')).toContain('private')
})

it('shows neither the picture nor that there is one to who may not see its source', async () => {
  mayRead = () => false
  for (const path of ['cam', 'cam/bytes', 'other', 'other/bytes']) expect((await fetch(`${url}/${path}`)).status, path).toBe(403)
})

it('answers 404 for another one', async () => {
  mayRead = () => true
  expect((await fetch(`${url}/other`)).status).toBe(404)
})
