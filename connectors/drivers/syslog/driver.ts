import { durationMs } from '#contract'
import { type Deliver, defineListenDriver, type ListenIo, SourceError } from '#kit'
import { SyslogConfig } from './config.ts'
import { createCounter } from './count-messages.ts'
import { openPort } from './open-port.ts'

/** Hears syslog over UDP and TCP and tells, for each stretch of time, how many messages of which gravity came. */
export const syslog = defineListenDriver<SyslogConfig>({
  protocol: 'syslog',
  config: SyslogConfig,
  async listen(config, io, deliver) {
    const counter = createCounter(config.maxMessages)
    let end: (error: Error | undefined) => void = () => undefined
    const ended = new Promise<Error | undefined>((resolve) => (end = resolve))
    const close = await openPort(config, {
      accepts: (address) => io.accepts?.(address) ?? false,
      message: counter.take,
      unreadable: () => counter.note('unreadable'),
      refused: () => counter.note('refused'),
      broken: (cause) => end(new SourceError('unreachable', `Cổng syslog ${config.host}:${config.port} bị đóng`, { cause })),
    })
    io.onLine()
    const stopTelling = tellCounts(config, { io, deliver, counter, fail: end })
    const leave = () => end(undefined)
    io.signal.addEventListener('abort', leave, { once: true })
    if (io.signal.aborted) leave()
    try {
      const error = await ended
      if (error !== undefined) throw error
    } finally {
      stopTelling()
      io.signal.removeEventListener('abort', leave)
      await close()
    }
  },
  reopen: (_config, parts) => parts.map(({ body }) => firstLine(body)),
})

/** Of a stretch the counts are the first line, what they count follows. */
function firstLine(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString('utf8')
  return JSON.parse(text.slice(0, text.indexOf('\n'))) // written below, and checked by its hash
}

interface Telling {
  io: ListenIo
  deliver: Deliver
  counter: ReturnType<typeof createCounter>
  fail(error: Error): void
}

/** One record at the end of each stretch, also of one in which nothing came: silence is a count of 0 as long as the port stands. */
function tellCounts(config: SyslogConfig, { io, deliver, counter, fail }: Telling): () => void {
  let from = io.now()
  let isWaiting = false
  const timer = setInterval(() => {
    // While the last one is not written nothing new is handed in: the stretch grows, and no count is lost.
    if (isWaiting) return
    isWaiting = true
    const to = io.now()
    const { counts, kinds } = counter.close()
    const record = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), ...counts }
    from = to
    const body = Buffer.from(`${[JSON.stringify(record), ...kinds].join('\n')}\n`)
    deliver([record], { body, contentType: 'application/x-ndjson', from: `syslog://${config.host}:${config.port}` })
      .then(() => (isWaiting = false))
      .catch((thrown: unknown) => fail(thrown instanceof Error ? thrown : new Error('not delivered', { cause: thrown })))
  }, durationMs(config.countEvery))
  return () => clearInterval(timer)
}
