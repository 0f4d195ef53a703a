import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connectAsync, type MqttClient } from 'mqtt'
import { systemClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { startMosquitto } from '../../server/engines/index.ts'
import { silentLog } from '../../server/log.ts'
import { waitUntil } from './wait-until.ts'

export interface TestBroker {
  /** `mqtt://127.0.0.1:<port>`, the same over kills. */
  readonly url: string
  readonly reader: { username: string; password: string }
  readonly writer: { username: string; password: string }
  /** Resolves once the broker has it (QoS 1). */
  publish(topic: string, payload: string | Buffer, options?: { retain?: boolean; qos?: 0 | 1 }): Promise<void>
  /** kill -9; it comes back by itself. Answers when it serves again. */
  kill(): Promise<void>
  /** SIGSTOP: connections stay open, nothing answers. */
  pause(): void
  resume(): void
  stop(): Promise<void>
}

/** A real mosquitto for one test file. Fetches its program the first time; needs no root. */
export async function startTestBroker(): Promise<TestBroker> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-test-mosquitto-'))
  const { cacheDir, environment } = readConfig(process.env, process.cwd())
  const broker = await startMosquitto({ dataDir, cacheDir, environment, clock: systemClock, log: silentLog })
  const state = await broker.settled()
  if (state.kind !== 'running') throw new Error(`no mosquitto: ${JSON.stringify(state)}`)
  const { reader, writer } = broker.accounts
  let client: MqttClient | undefined
  const connected = async () => (client ??= await connectAsync(broker.url, { protocolVersion: 5, reconnectPeriod: 50, ...writer }))
  const signal = (name: NodeJS.Signals) => void process.kill(broker.pid ?? 0, name)
  return {
    url: broker.url, reader, writer,
    async publish(topic, payload, { retain = false, qos = 1 } = {}) {
      await (await connected()).publishAsync(topic, payload, { qos, retain })
    },
    async kill() {
      const { pid } = broker
      signal('SIGKILL')
      await waitUntil('mosquitto is back', () => broker.pid !== undefined && broker.pid !== pid)
      await waitUntil('mosquitto serves', async () => {
        const probe = await connectAsync(broker.url, { protocolVersion: 5, reconnectPeriod: 0, ...writer }, false)
        await probe.endAsync()
        return true
      })
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    async stop() {
      await client?.endAsync(true)
      await broker.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
