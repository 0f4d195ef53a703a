import * as z from 'zod'
import type { Bus, Lease } from './bus.ts'
import type { Connection, Script } from './connection.ts'
import { KEYS } from './keys.ts'

/** A lease is `<fence>:<holder>` with Redis's own time limit; publish-script.ts reads the fence. */
const ACQUIRE: Script = {
  name: 'iocAcquire',
  lua: `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local fence = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], string.format('%d', fence) .. ':' .. ARGV[2], 'PX', ARGV[1])
return fence
`,
}

const RENEW: Script = {
  name: 'iocRenew',
  lua: `if redis.call('GET', KEYS[1]) == ARGV[2] then return redis.call('PEXPIRE', KEYS[1], ARGV[1]) end return 0`,
}

const RELEASE: Script = {
  name: 'iocRelease',
  lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`,
}

const Fence = z.int().min(0)
const mark = ({ fence }: Lease, holder: string): string => `${fence}:${holder}`

export function createLeases(connection: Connection): Pick<Bus, 'acquire' | 'renew' | 'release'> {
  return {
    acquire: async (name, ttlMs, holder) => {
      const fence = Fence.parse(await connection.askScript(ACQUIRE, [KEYS.lease(name), KEYS.fence(name)], [Math.ceil(ttlMs), holder]))
      return fence === 0 ? undefined : { name, fence }
    },
    renew: async (lease, ttlMs, holder) => (await connection.askScript(RENEW, [KEYS.lease(lease.name)], [Math.ceil(ttlMs), mark(lease, holder)])) === 1,
    release: async (lease, holder) => {
      await connection.askScript(RELEASE, [KEYS.lease(lease.name)], [mark(lease, holder)])
    },
  }
}
