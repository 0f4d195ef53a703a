import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts'

const until = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 })

let server: Server
let room: WaitingRoom
const sockets: Socket[] = []
/** The server's ends: an upgraded one is not the server's to close. */
const taken = new Set<Socket>()

beforeEach(async () => {
  server = createServer((_request, response) => void response.writeHead(503).end())
  server.on('connection', (socket: Socket) => void taken.add(socket))
  room = createWaitingRoom(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  for (const socket of [...sockets.splice(0), ...taken]) socket.destroy()
  taken.clear()
  await new Promise((resolve) => server.close(resolve))
})

/** A screen that asks for a websocket, and what it is told. */
function knock(path = '/') {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  sockets.push(socket)
  let told = ''
  socket.on('data', (chunk: Buffer) => void (told += chunk.toString()))
  socket.on('error', () => undefined)
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
  return { socket, told: () => told }
}

/** Whoever stands behind the server: says the path it was asked for. */
const answerUpgrades = () => server.on('upgrade', (request, socket) => void socket.on('error', () => undefined).write(`served ${request.url}`))

/** All have been heard: the server has read what each asked. */
const arrived = (count: number) => until(() => expect([...taken].filter((socket) => socket.bytesRead > 0)).toHaveLength(count))

it('lets screens wait that come before there is anybody to ask, and brings each before them once', async () => {
  const early = [knock('/a'), knock('/b')]
  await arrived(2)
  expect(early.map((one) => one.told())).toEqual(['', ''])
  answerUpgrades()
  room.open()
  await until(() => expect(early.map((one) => one.told())).toEqual(['served /a', 'served /b']))
  const late = knock('/c')
  await until(() => expect(late.told()).toBe('served /c'))
})

it('leaves one alone that comes between, when somebody answers already', async () => {
  answerUpgrades()
  const one = knock('/between')
  await until(() => expect(one.told()).toBe('served /between'))
  room.open()
  const other = knock('/after')
  await until(() => expect(other.told()).toBe('served /after'))
  expect(one.told()).toBe('served /between')
})

it('lets in more than it brings forward at a time', async () => {
  const many = Array.from({ length: 130 }, (_, index) => knock(`/${index}`))
  await arrived(130)
  answerUpgrades()
  room.open()
  await until(() => expect(many.map((one) => one.told())).toEqual(many.map((_, index) => `served /${index}`)))
})

it('answers 503 to those who still wait when the start failed', async () => {
  const one = knock()
  await arrived(1)
  room.close()
  await until(() => expect(one.told()).toContain('503'))
})

it('does not mind a screen that gives up meanwhile', async () => {
  const [gone, still] = [knock('/gone'), knock('/still')]
  await arrived(2)
  gone.socket.resetAndDestroy()
  await until(() => expect(gone.socket.closed).toBe(true))
  answerUpgrades()
  room.open()
  await until(() => expect(still.told()).toBe('served /still'))
})

it('does not mind either that it cannot tell one that is gone to go', async () => {
  const [gone, still] = [knock('/gone'), knock('/still')]
  await arrived(2)
  gone.socket.resetAndDestroy()
  await until(() => expect(gone.socket.closed).toBe(true))
  room.close()
  await until(() => expect(still.told()).toContain('503'))
})
