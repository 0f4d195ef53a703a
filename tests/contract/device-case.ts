import { createSocket } from 'node:dgram'
import * as z from 'zod'
import { createGuardedResolve, type DriverIo, type PollDriver, type System } from '#kit'
import { startSnmpAgent } from '../../fixtures/departments/snmp-agent.ts'
import { collectTwice } from './collect-twice.ts'

const Cell = z.union([z.string(), z.number()])
/** What a device would answer: its single values and its table, as a walk writes them down. */
const Recorded = z.strictObject({
  scalars: z.record(z.string(), Cell),
  table: z.strictObject({ oid: z.string(), columns: z.record(z.string(), z.enum(['number', 'text'])), rows: z.array(z.array(Cell)) }),
})
const COMMUNITY = 'doc'

/** Settings every SNMP source must add to its system's. */
export const deviceAccess = (url: string) => ({ url, access: { kind: 'v2c', community: COMMUNITY }, labels: { maTinh: '80' } })

/** Plays the recorded device over real UDP; bytes that are no JSON are sent as they are. */
export async function askDevice(system: System, driver: PollDriver<unknown>, recorded: Uint8Array, now: number): Promise<unknown[]> {
  const device = await (isJson(recorded) ? play(recorded) : sendBytes(recorded))
  const { signal } = new AbortController()
  const io: DriverIo = {
    fetch: () => Promise.reject(new Error('no HTTP here')), resolve: createGuardedResolve({ allow: ['127.0.0.0/8'], timeoutMs: 10_000 }), signal, now: () => now, bookmark: undefined,
  }
  try {
    return (await collectTwice(driver, driver.config.parse({ ...system.config, ...deviceAccess(device.url) }), io)).records
  } finally {
    await device.stop()
  }
}

const isJson = (bytes: Uint8Array): boolean => bytes[0] === 0x7b

async function play(bytes: Uint8Array) {
  const { scalars, table: { rows, ...table } } = Recorded.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  const agent = await startSnmpAgent({ scalars, table, community: COMMUNITY })
  agent.setRows(rows)
  return agent
}

async function sendBytes(bytes: Uint8Array): Promise<{ url: string; stop(): Promise<void> }> {
  const socket = createSocket('udp4')
  socket.on('message', (_, from) => socket.send(bytes, from.port, from.address))
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return { url: `snmp://127.0.0.1:${socket.address().port}`, stop: () => new Promise((resolve) => socket.close(resolve)) }
}
