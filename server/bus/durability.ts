import { ReplyError } from 'ioredis'
import type { SystemState } from '#contract'
import { describeError } from '../errors.ts'
import type { Connection } from './connection.ts'

export interface Durability {
  kind: SystemState['durability']
  detail: string
}

const DETAIL: Record<Durability['kind'], string> = {
  always: 'đã nhận là đã ghi xuống đĩa / accepted means on disk',
  everysec: 'mất điện có thể mất đến 1 giây số liệu cuối / a power cut may lose the last second',
  none: 'không bảo đảm đã ghi xuống đĩa / not secured on disk',
  unknown: 'Redis không cho đọc cấu hình / Redis does not let us read its settings',
}

/** What `written` is worth with this Redis's settings. They may be changed while it runs, so they are asked each time. */
export async function readDurability(connection: Connection): Promise<Durability> {
  const appendOnly = await setting(connection, 'appendonly')
  const appendFsync = appendOnly === 'yes' ? await setting(connection, 'appendfsync') : undefined
  const kind = judge(appendOnly, appendFsync)
  return { kind, detail: DETAIL[kind] }
}

function judge(appendOnly: string | undefined, appendFsync: string | undefined): Durability['kind'] {
  if (appendOnly === 'no' || appendFsync === 'no') return 'none'
  return appendFsync === 'always' || appendFsync === 'everysec' ? appendFsync : 'unknown'
}

async function setting(connection: Connection, name: string): Promise<string | undefined> {
  const reply = await connection.ask((client) =>
    client.config('GET', name).catch((thrown: unknown) => {
      // Hosted services refuse or rename CONFIG; a Redis that is not there at all is another matter.
      if (thrown instanceof ReplyError && !describeError(thrown).startsWith('LOADING')) return undefined
      throw thrown
    }),
  )
  return Array.isArray(reply) && typeof reply[1] === 'string' ? reply[1] : undefined
}
