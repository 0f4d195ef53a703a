import { pino } from 'pino'

/** What the parts need of a log. `child` names the part. */
export interface Log {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
  child(bindings: object): Log
}

/** A secret must never be logged; these paths are cut even if somebody passes a whole request or configuration. */
const SECRETS = ['authorization', 'cookie', 'password', 'token', 'secret', 'key', 'config'].flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

export function createLog(level: string): Log {
  return pino({ level, redact: { paths: SECRETS, censor: '[cut]' }, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}

/** For tests that do not look at the log. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, child: () => silentLog }
