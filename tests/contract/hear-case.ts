import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { createGuardedConnect, type Driver, type System } from '#kit'
import { startTestBroker, type TestBroker } from '../support/mosquitto.ts'
import { waitUntil } from '../support/wait-until.ts'

let broker: Promise<TestBroker> | undefined

/** Ends the broker of this test file, if one was needed. */
export async function stopHearing(): Promise<void> {
  await (await broker)?.stop()
  broker = undefined
}

/** One recorded message; the line of an `answer.ndjson`, as the raw store writes it down. */
const Recorded = z.strictObject({ topic: z.string(), text: z.string() })
export type Recorded = z.infer<typeof Recorded>

export const readRecorded = (ndjson: string): Recorded[] => ndjson.split('\n').filter((line) => line !== '').map((line) => Recorded.parse(JSON.parse(line)))

/** Publishes recorded messages on a real broker and answers the records the system's driver hears. */
export async function hearRecords(system: System, driver: Driver, messages: readonly Recorded[]): Promise<unknown[]> {
  if (driver.kind !== 'listen') throw new Error(`${driver.protocol} does not listen`)
  const { url, reader, publish } = await (broker ??= startTestBroker())
  const config = driver.config.parse({ ...system.config, url, ...reader, clientId: `case-${randomBytes(6).toString('hex')}`, keepSessionS: 60 })
  const leaving = new AbortController()
  const heard: unknown[][] = []
  let online = false
  const io = {
    fetch: () => Promise.reject(new Error('no HTTP here')),
    connect: createGuardedConnect({ allow: ['127.0.0.0/8'], timeoutMs: 10_000, signal: leaving.signal }),
    signal: leaving.signal, now: () => Date.now(), bookmark: undefined, onLine: () => void (online = true),
  }
  const listening = driver.listen(config, io, (records) => Promise.resolve(void heard.push(records)))
  await waitUntil('the driver is on the line', () => online)
  for (const { topic, text } of messages) await publish(topic, text)
  await waitUntil('every message is heard', () => heard.length >= messages.length)
  leaving.abort()
  await listening
  return heard.flat()
}
