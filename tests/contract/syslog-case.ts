import { connect, createServer, type AddressInfo } from 'node:net'
import * as z from 'zod'
import { createSenderGuard, type Driver, type ListenIo, type System } from '#kit'
import { waitUntil } from '../support/wait-until.ts'

/** One recorded message; the line of an `answer.ndjson`. */
const Recorded = z.strictObject({ text: z.string() })

export const readMessages = (ndjson: string): string[] => ndjson.split('\n').filter((line) => line !== '').map((line) => Recorded.parse(JSON.parse(line)).text)

/**
 * Sends recorded messages to the port the system's driver opens, each framed by its length, and answers the record of the stretch
 * they came in. The clock stands at `now`; the line stays up until the record is told.
 */
export async function hearMessages(system: System, driver: Driver, { messages, now }: { messages: readonly string[]; now: number }): Promise<unknown[]> {
  if (driver.kind !== 'listen') throw new Error(`${driver.protocol} does not listen`)
  const port = await freePort()
  const leaving = new AbortController()
  const told: { messages: number; unreadable: number; senders: number; day: { messages: number; unreadable: number } }[] = []
  let online = false
  const io: ListenIo = {
    fetch: () => Promise.reject(new Error('no HTTP here')), connect: () => Promise.reject(new Error('no line here')), accepts: createSenderGuard([]),
    signal: leaving.signal, now: () => now, bookmark: undefined, onLine: () => void (online = true),
  }
  const listening = driver.listen(driver.config.parse({ ...system.config, port, countEvery: '100ms' }), io, (records) => Promise.resolve(void told.push(...(records as typeof told))))
  await waitUntil('the port is open', () => online)
  const line = connect(port, '127.0.0.1', () => {
    for (const text of messages) line.write(`${Buffer.byteLength(text)} ${text}`)
  })
  line.on('error', () => undefined)
  const last = await waitUntil('all are counted', () => told.find(({ day, senders }) => senders === 1 && day.messages + day.unreadable === messages.length))
  leaving.abort()
  await listening
  line.destroy()
  return [last]
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  await new Promise((resolve) => server.close(resolve))
  return port
}
