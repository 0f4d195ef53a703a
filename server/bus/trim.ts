import * as z from 'zod'
import { CURSOR_ZERO, Cursor } from '#contract'
import type { Bus } from './bus.ts'
import type { Connection, Script } from './connection.ts'
import { KEYS } from './keys.ts'

/** A number of cursors, compared as numbers: `10-0` comes after `9-0`. */
const COMPARE = `
local function parts(cursor) local ms, n = string.match(cursor, '^(%d+)-(%d+)$') return tonumber(ms), tonumber(n) end
local function before(a, b)
  local aMs, aN = parts(a)
  local bMs, bN = parts(b)
  if aMs ~= bMs then return aMs < bMs end
  return aN < bN
end
`

/** A new reader starts behind what was trimmed away; a known one where it stands. */
const ADD_READER: Script = {
  name: 'iocAddReader',
  lua: `
redis.call('HSETNX', KEYS[1], ARGV[1], redis.call('GET', KEYS[2]) or '0-0')
return redis.call('HGET', KEYS[1], ARGV[1])
`,
}

/** Forward only; a reader not registered here (Redis was emptied) has nothing to say about this log. */
const ACKNOWLEDGE: Script = {
  name: 'iocAcknowledge',
  lua: `${COMPARE}
local held = redis.call('HGET', KEYS[1], ARGV[1])
if held and before(held, ARGV[2]) then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
return 1
`,
}

/**
 * One step: drops what is older than the bound in time, then at most a hundred of what is beyond the bound in number.
 * ARGV[1] oldest age kept, ARGV[2] most entries kept. Answers dropped, held by, whether another step would drop more.
 */
const TRIM: Script = {
  name: 'iocTrim',
  lua: `${COMPARE}
local time = redis.call('TIME')
local byAge = string.format('%.0f-0', math.max(0, time[1] * 1000 + math.floor(time[2] / 1000) - tonumber(ARGV[1])))
local holder, bound
local readers = redis.call('HGETALL', KEYS[2])
for i = 1, #readers, 2 do
  if not bound or before(readers[i + 1], bound) then holder, bound = readers[i], readers[i + 1] end
end
if bound then
  local ms, n = parts(bound)
  bound = string.format('%.0f-%.0f', ms, n + 1)
end

local dropped = 0
local function dropBefore(id)
  if bound and before(bound, id) then id = bound end
  local newest = redis.call('XREVRANGE', KEYS[1], '(' .. id, '-', 'COUNT', 1)[1]
  if not newest then return end
  redis.call('SET', KEYS[3], newest[1])
  dropped = dropped + redis.call('XTRIM', KEYS[1], 'MINID', '=', id)
end

if byAge ~= '0-0' then dropBefore(byAge) end
local excess = redis.call('XLEN', KEYS[1]) - tonumber(ARGV[2])
local more = 0
if excess > 0 then
  local step = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', math.min(excess, 100))
  local ms, n = parts(step[#step][1])
  local trimmed = dropped
  dropBefore(string.format('%.0f-%.0f', ms, n + 1))
  if excess > 100 and dropped - trimmed == 100 then more = 1 end
end

local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
local wanted = first and (before(first[1], byAge) or redis.call('XLEN', KEYS[1]) > tonumber(ARGV[2]))
return {dropped, wanted and more == 0 and holder or '', more}
`,
}

const TrimReply = z.tuple([z.int(), z.string(), z.union([z.literal(0), z.literal(1)])])

export function createReaders(connection: Connection): Pick<Bus, 'addReader' | 'acknowledge' | 'removeReader' | 'trim'> {
  return {
    addReader: async (name) => Cursor.catch(CURSOR_ZERO).parse(await connection.askScript(ADD_READER, [KEYS.readers, KEYS.trimmed], [name])),
    acknowledge: async (name, cursor) => {
      await connection.askScript(ACKNOWLEDGE, [KEYS.readers], [name, cursor])
    },
    removeReader: async (name) => {
      await connection.ask((client) => client.hdel(KEYS.readers, name))
    },
    trim: async ({ maxAgeMs, maxEntries }) => {
      let dropped = 0
      for (;;) {
        const [count, heldBy, more] = TrimReply.parse(await connection.askScript(TRIM, [KEYS.log, KEYS.readers, KEYS.trimmed], [maxAgeMs, maxEntries]))
        dropped += count
        if (more === 0) return { dropped, heldBy: heldBy === '' ? undefined : heldBy }
      }
    },
  }
}
