import { defineListenDriver, SourceError } from '#kit'
import { SyslogConfig } from './config.ts'
import { createCounter } from './count-messages.ts'
import { openPort } from './open-port.ts'
import { recordsIn, tellCounts } from './tell-counts.ts'

/** Hears syslog over UDP, TCP and TLS and tells, for each stretch of time and for the day so far, how many messages of which gravity came. */
export const syslog = defineListenDriver<SyslogConfig>({
  protocol: 'syslog',
  config: SyslogConfig,
  async listen(config, io, deliver) {
    const counter = createCounter(config.maxMessages)
    let end: (error: Error | undefined) => void = () => undefined
    const ended = new Promise<Error | undefined>((resolve) => (end = resolve))
    let notice = () => {}
    const counted = <A extends unknown[]>(count: (...of: A) => void) => (...of: A) => {
      notice()
      count(...of)
    }
    const port = await openPort(config, {
      accepts: (address) => io.accepts?.(address) ?? false,
      message: counted(counter.take),
      unreadable: counted(() => counter.note('unreadable')),
      refused: counted(() => counter.note('refused')),
      broken: (cause) => end(new SourceError('unreachable', { vi: `Cổng syslog ${config.host}:${config.port} bị đóng`, en: `The syslog port ${config.host}:${config.port} was closed` }, { cause })),
    })
    const teller = tellCounts(config, { io, deliver, counter, senders: port.senders, fail: end })
    notice = teller.notice
    io.onLine()
    const leave = () => end(undefined)
    io.signal.addEventListener('abort', leave, { once: true })
    if (io.signal.aborted) leave()
    try {
      const error = await ended
      if (error !== undefined) throw error
    } finally {
      io.signal.removeEventListener('abort', leave)
      await port.close()
      await teller.stop()
    }
  },
  reopen: (_, parts) => parts.flatMap(({ body }) => recordsIn(body)),
})
