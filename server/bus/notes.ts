import type { Bus } from './bus.ts'
import type { Connection } from './connection.ts'
import { KEYS } from './keys.ts'

/** Notes are plain keys with Redis's own time limit. */
export function createNotes(connection: Connection): Pick<Bus, 'setNote' | 'note' | 'dropNote'> {
  return {
    setNote: async (key, value, ttlMs) => {
      await connection.ask((client) => client.set(KEYS.note(key), value, 'PX', asTtl(ttlMs)))
    },
    note: async (key, keepMs) => {
      const name = KEYS.note(key)
      return (await connection.ask((client) => (keepMs === undefined ? client.get(name) : client.getex(name, 'PX', asTtl(keepMs))))) ?? undefined
    },
    dropNote: async (key) => {
      await connection.ask((client) => client.del(KEYS.note(key)))
    },
  }
}

const asTtl = (ms: number): number => Math.max(1, Math.ceil(ms))
