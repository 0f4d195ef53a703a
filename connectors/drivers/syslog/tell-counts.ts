import { durationMs } from '#contract'
import { type Deliver, type ListenIo, type RawRecord } from '#kit'
import type { SyslogConfig } from './config.ts'
import { createDayCounter } from './count-day.ts'
import type { Counter } from './count-messages.ts'

export interface Telling {
  io: ListenIo
  deliver: Deliver
  counter: Counter
  /** Lines that stand now. */
  senders(): number
  fail(error: Error): void
}

export interface Teller {
  /** Before each message: one that comes behind midnight is of the new day. */
  notice(): void
  /** Tells no more, and keeps what was not told for whoever listens next. */
  stop(): Promise<void>
}

interface Told {
  record: RawRecord
  kinds: string[]
}

/** One record at the end of each stretch, also of one in which nothing came: silence is a count of 0 as long as the port stands. */
export function tellCounts(config: SyslogConfig, { io, deliver, counter, senders, fail }: Telling): Teller {
  const day = createDayCounter(config.timeZone, io.bookmark)
  const waiting: Told[] = []
  let from = io.now()
  let midnight = day.midnightAfter(from)
  let isWaiting = false

  /** Ends the stretch at `to`. The last moment of a day still belongs to it. */
  function cut(to: number, until = to): void {
    const { counts, kinds } = counter.close()
    const sums = day.add({ from, to, counts })
    waiting.push({ record: { from: new Date(from).toISOString(), to: new Date(until).toISOString(), senders: senders(), ...counts, day: sums }, kinds })
    from = to
  }

  function notice(): void {
    const now = io.now()
    while (now >= midnight) {
      cut(midnight, midnight - 1)
      midnight = day.midnightAfter(midnight)
    }
  }

  async function tell(): Promise<void> {
    notice()
    cut(io.now())
    const told = waiting.splice(0)
    // Kept before it is told: who dies in between tells the same sum later, and never a smaller one than was shown.
    await io.remember?.(day.bookmark())
    const lines = told.flatMap(({ record, kinds }) => [JSON.stringify(record), ...kinds])
    await deliver(told.map(({ record }) => record), { body: Buffer.from(`${lines.join('\n')}\n`), contentType: 'application/x-ndjson', from: `syslog://${config.host}:${config.port}` })
  }

  const timer = setInterval(() => {
    // While the last one is not written nothing new is handed in: the stretch grows, and no count is lost.
    if (isWaiting) return
    isWaiting = true
    tell().then(() => (isWaiting = false)).catch((thrown: unknown) => fail(thrown instanceof Error ? thrown : new Error('not delivered', { cause: thrown })))
  }, durationMs(config.countEvery))

  return {
    notice,
    async stop() {
      clearInterval(timer)
      notice()
      cut(io.now())
      await io.remember?.(day.bookmark()).catch(() => undefined) // gone is gone: the port is closed
    },
  }
}

/** The records of what was delivered: its lines are records and kinds of messages. */
export function recordsIn(body: Uint8Array): RawRecord[] {
  return Buffer.from(body).toString('utf8').split('\n').filter((line) => line.startsWith('{"from":')).map((line) => JSON.parse(line) as RawRecord) // written above, and checked by its hash
}
