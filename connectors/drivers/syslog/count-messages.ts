import { CEF_LEVELS, parseMessage, SEVERITIES, type SyslogMessage } from './parse-message.ts'

/** Counts of one stretch of time; every number of the same shape, so that none is missing where nothing happened. */
export interface Counts {
  messages: number
  /** Neither RFC 5424 nor RFC 3164, no UTF-8, or too long. */
  unreadable: number
  /** Beyond `maxMessages`. */
  dropped: number
  /** Packets and connections from where nobody may send. */
  refused: number
  severity: Record<string, number>
  cef: Record<string, number>
}

export interface Counter {
  take(bytes: Buffer): void
  note(what: 'unreadable' | 'refused'): void
  /** Counts so far and one line per kind of message; counting begins anew. */
  close(): { counts: Counts; kinds: string[] }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })
const MOST_KINDS = 1_000

export function createCounter(maxMessages: number): Counter {
  let counts = noCounts()
  let kinds = new Map<string, number>()

  function take(bytes: Buffer): void {
    if (counts.messages + counts.unreadable >= maxMessages) {
      counts.dropped += 1
      return
    }
    const message = read(bytes)
    if (message === undefined) {
      counts.unreadable += 1
      return
    }
    counts.messages += 1
    counts.severity[message.severity] = (counts.severity[message.severity] ?? 0) + 1
    if (message.cef !== undefined) counts.cef[message.cef.level] = (counts.cef[message.cef.level] ?? 0) + 1
    const kind = JSON.stringify(message)
    if (kinds.has(kind) || kinds.size < MOST_KINDS) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }

  return {
    take,
    note: (what) => void (counts[what] += 1),
    close() {
      const closed = { counts, kinds: [...kinds].map(([kind, times]) => `{"times":${times},"message":${kind}}`) }
      counts = noCounts()
      kinds = new Map()
      return closed
    },
  }
}

export const noCounts = (): Counts => ({
  messages: 0, unreadable: 0, dropped: 0, refused: 0,
  severity: Object.fromEntries(SEVERITIES.map((name) => [name, 0])), cef: Object.fromEntries(CEF_LEVELS.map((name) => [name, 0])),
})

function read(bytes: Buffer): SyslogMessage | undefined {
  try {
    return parseMessage(UTF8.decode(bytes).replace(/[\r\n]+$/, ''))
  } catch {
    return undefined
  }
}
