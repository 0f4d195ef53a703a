import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Duration, PictureSettings } from '#contract'
import { createGuardedFetch } from '#kit'
import { type HostileServer, startHostileServer } from '../../tests/support/hostile-server.ts'
import { createPictures, type FetchPicture, MOST_PICTURE_BYTES, sniffPicture } from './index.ts'

const T = Date.parse('2026-11-24T08:00:00Z')
const SECOND = 1_000

/** Enough of a PNG for who reads its header. */
function png(width = 640, height = 360, grey = 0): Buffer {
  const head = Buffer.alloc(33)
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  head.writeUInt32BE(13, 8)
  head.write('IHDR', 12)
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return Buffer.concat([head, deflateSync(Buffer.alloc(64, grey))])
}

/** Start, an application segment, the frame header of 1280 x 720, end. */
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc000110802d0050003012200021101031101ffd9', 'hex')

let camera: HostileServer
let shown: { body: Buffer; headers: Record<string, string> }
let now = T
beforeAll(async () => {
  camera = await startHostileServer({ '/camera': (_request, response) => response.writeHead(200, { 'content-type': 'text/html', ...shown.headers }).end(shown.body) })
})
afterAll(() => camera?.close())
beforeEach(() => {
  shown = { body: png(), headers: {} }
  now = T
})

const fetchReal: FetchPicture = ({ allow, url }, request) => createGuardedFetch({ allow, timeoutMs: 2_000 })(url, request)

function open(path = '/camera', change: Partial<PictureSettings> = {}, fetch: FetchPicture = fetchReal) {
  const settings = { ...PictureSettings.parse({ id: 'cam', title: { vi: 'Cổng', en: 'Gate' }, source: 'cameras', url: `${camera.origin}${path}`, allow: ['127.0.0.1/32'] }), ...change }
  return createPictures({ settings: () => [settings], fetch, clock: { now: () => now } })
}

it('shows what the camera gives, dated, under the type its bytes have and not the one it is called', async () => {
  const pictures = open()
  const state = await pictures.state('cam')
  expect(state).toMatchObject({ freshness: 'live', takenAt: T, title: { vi: 'Cổng' } })
  expect(pictures.bytes('cam')).toMatchObject({ type: 'image/png', version: state?.version })
})

it('asks no more often than agreed, and never twice at once', async () => {
  const before = camera.requests.length
  const pictures = open()
  await Promise.all([pictures.state('cam'), pictures.state('cam'), pictures.state('cam')])
  now = T + 29 * SECOND
  await pictures.state('cam')
  expect(camera.requests.length - before).toBe(1)
})

it('lets a camera that always gives the same picture grow old, and shows it no more beyond the limit', async () => {
  let asked = 0
  const pictures = open('/camera', { every: '1s' as Duration }, async () => {
    asked += 1
    return { status: 200, headers: {}, body: png() }
  })
  await pictures.state('cam')
  now = T + 400 * SECOND
  await pictures.state('cam') // begins to ask; the answer is there for the next
  await new Promise((resolve) => setImmediate(resolve))
  expect(await pictures.state('cam')).toMatchObject({ freshness: 'stale', takenAt: T })
  expect(asked).toBe(2)
  expect(pictures.bytes('cam')).toBeUndefined()
})

it('does not call a picture lost that is old only because nobody looked: who comes back waits for the next one', async () => {
  const pictures = open()
  await pictures.state('cam')
  now = T + 3_600 * SECOND
  shown.body = png(640, 360, 7)
  const [one, other] = await Promise.all([pictures.state('cam'), pictures.state('cam')])
  expect([one?.freshness, other?.freshness, one?.takenAt]).toEqual(['live', 'live', now])
})

it('takes the camera’s own word for when it was taken', async () => {
  shown.headers['last-modified'] = new Date(T - 60 * SECOND).toUTCString()
  expect(await open().state('cam')).toMatchObject({ takenAt: T - 60 * SECOND })
  shown.headers['last-modified'] = new Date(T + 86_400 * SECOND).toUTCString()
  expect(await open().state('cam')).toMatchObject({ takenAt: T })
})

describe('has no picture but says why', () => {
  it.each([
    ['a camera that does not let us in', '/401', 'auth'],
    ['one that is not there', '/404', 'unreachable'],
    ['one that is full', '/429', 'rate-limited'],
  ] as const)('%s', async (_, path, kind) => {
    expect(await open(path).state('cam')).toMatchObject({ freshness: 'never', error: { kind, since: T } })
  })

  it.each([
    ['a page with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['half a JPEG', jpeg.subarray(0, -2)],
    ['a picture that unfolds to gigabytes', png(60_000, 60_000)],
    ['nothing', Buffer.alloc(0)],
  ] as const)('%s', async (_, body) => {
    shown.body = body
    const pictures = open()
    expect(await pictures.state('cam')).toMatchObject({ freshness: 'never', error: { kind: 'malformed' } })
    expect(pictures.bytes('cam')).toBeUndefined()
  })

  it('more bytes than a picture may have', async () => {
    shown.body = Buffer.concat([png(), Buffer.alloc(MOST_PICTURE_BYTES)])
    expect(await open().state('cam')).toMatchObject({ freshness: 'never', error: { kind: 'malformed' } })
  })

  it('an address nobody allowed', async () => {
    const before = camera.requests.length
    expect(await open('/camera', { allow: [] }).state('cam')).toMatchObject({ freshness: 'never', error: { kind: 'config' } })
    expect(camera.requests.length).toBe(before)
  })
})

it('keeps the last good picture with its age while the camera fails, and since when it fails', async () => {
  const answers: (() => ReturnType<FetchPicture>)[] = [async () => ({ status: 200, headers: {}, body: png() }), async () => ({ status: 500, headers: {}, body: Buffer.alloc(0) })]
  const pictures = open('/camera', {}, async () => (answers.shift() ?? (() => Promise.reject(new Error('gone'))))())
  const first = await pictures.state('cam')
  now = T + 40 * SECOND
  await pictures.state('cam')
  await new Promise((resolve) => setImmediate(resolve))
  now = T + 80 * SECOND
  expect(await pictures.state('cam')).toMatchObject({ freshness: 'late', takenAt: T, version: first?.version, error: { since: T + 40 * SECOND } })
})

it('knows no other picture', async () => {
  expect(await open().state('other')).toBeUndefined()
})

it('reads the size of a JPEG from its frame header', () => {
  expect(sniffPicture(jpeg)).toEqual({ type: 'image/jpeg', width: 1_280, height: 720 })
})
