import type { Script } from './connection.ts'

/**
 * One batch, all or nothing. Everything that may refuse comes before the first write, and the first write is the log itself,
 * so that a Redis out of memory or disk refuses the whole.
 *
 * KEYS  epoch, log, answer, lease, last runs, last good runs, runs of the source, its beats, feeds, then one latest hash per segment
 * ARGV  see `publishArguments` in publish.ts
 *
 * An entry of a latest hash is `<n><head>`, `<origin>`, then n remembered heads, oldest first, each ended by a newline; n is one
 * character, 0 to g. Plain finds and subs: patterns and cjson cost several times more. Moments are compared as numbers because
 * Lua compares strings by the server's locale. The rules are those of memory-rules.ts.
 */
const LUA = `
local find, sub, number = string.find, string.sub, tonumber
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'epoch'} end
if ARGV[3] ~= '' then
  local answer = redis.call('GET', KEYS[3])
  if answer then
    local cut = find(answer, '\\n', 1, true)
    if sub(answer, 1, cut - 1) == ARGV[3] then return {'repeated', sub(answer, cut + 1)} end
    return {'conflict'}
  end
end
if ARGV[5] ~= '' then
  local held = redis.call('GET', KEYS[4])
  if not held or string.match(held, '^%d+') ~= ARGV[5] then return {'fenced'} end
end
if ARGV[2] == '1' then return {'full'} end

local NEXT = {['0']='1',['1']='2',['2']='3',['3']='4',['4']='5',['5']='6',['6']='7',['7']='8',['8']='9',['9']='a',['a']='b',['b']='c',['c']='d',['d']='e',['e']='f',['f']='g'}
local count, segments, extras = number(ARGV[11]), number(ARGV[12]), number(ARGV[13])
local handles = 14
local heads, pieces, rest = handles + count, handles + 2 * count, handles + 3 * count
local feedsFrom = rest + 2 * segments + 2 * extras + 1

local extra = {}
for i = 1, extras do
  extra[number(ARGV[rest + 2 * segments + 2 * i - 1])] = ' ' .. ARGV[rest + 2 * segments + 2 * i]
end

-- A period is compared byte by byte, for the same reason as moments are compared as numbers.
local function isLess(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x < y end
  end
  return #a < #b
end

-- Where the remembered heads start that still have a place once one is added, and their number then.
local function makeRoom(old, originEnd)
  local n = sub(old, 1, 1)
  if n ~= 'g' then return originEnd + 1, NEXT[n] or '1' end
  return (find(old, '\\n', originEnd + 1, true) or originEnd) + 1, n
end

local origin = ARGV[10]
local news, logged, unchanged, corrections, older = {}, 0, 0, 0, 0
local seen, changes = {}, {}
local done = 0
for segment = 1, segments do
  local key = KEYS[9 + number(ARGV[rest + 2 * segment - 1])]
  local last = done + number(ARGV[rest + 2 * segment])
  local current = seen[key]
  local changed = changes[key]
  if not current then
    current = {} seen[key] = current
    changed = {} changes[key] = changed
  end
  for from = done + 1, last, 1000 do
    local to = math.min(from + 999, last)
    local found = redis.call('HMGET', key, unpack(ARGV, handles + from, handles + to))
    for i = from, to do
      local handle = ARGV[handles + i]
      if current[handle] == nil then current[handle] = found[i - from + 1] end
    end
  end
  for i = done + 1, last do
    local handle, head = ARGV[handles + i], ARGV[heads + i]
    local old = current[handle]
    local entry
    local headEnd = old and find(old, '\\n', 11, true)
    local originEnd = headEnd and find(old, '\\n', headEnd + 1, true)
    if not originEnd then
      entry = '0' .. head .. '\\n' .. origin .. (extra[i] or '') .. '\\n'
    else
      local oldHead = sub(old, 2, headEnd - 1)
      if oldHead ~= head then
        local at, oldAt = number(sub(head, 1, 9), 36), number(sub(old, 2, 10), 36) or 0
        local isOlder = at < oldAt
        if at == oldAt then
          local period = sub(head, 10, find(head, '=', 10, true) - 1)
          local oldPeriod = sub(oldHead, 10, find(oldHead, '=', 10, true) - 1)
          if period == oldPeriod then corrections = corrections + 1 else isOlder = isLess(period, oldPeriod) end
        end
        if not isOlder then
          local start, n = makeRoom(old, originEnd)
          entry = n .. head .. '\\n' .. origin .. (extra[i] or '') .. '\\n' .. sub(old, start) .. oldHead .. '\\n'
        elseif not find(old, '\\n' .. head .. '\\n', originEnd, true) then
          older = older + 1
          local start, n = makeRoom(old, originEnd)
          entry = n .. sub(old, 2, originEnd) .. sub(old, start) .. head .. '\\n'
        end
      end
    end
    if entry then
      current[handle] = entry
      changed[#changed + 1] = handle
      changed[#changed + 1] = entry
      logged = logged + 1
      news[logged] = ARGV[pieces + i]
    else
      unchanged = unchanged + 1
    end
  end
  done = last
end

local run = ARGV[6] .. string.format('%d', number(ARGV[14]) + unchanged) .. '}'
local cursor = redis.call('XADD', KEYS[2], '*', 'r', run, 's', table.concat(news, ','))
for key, changed in pairs(changes) do
  for from = 1, #changed, 2000 do
    redis.call('HSET', key, unpack(changed, from, math.min(from + 1999, #changed)))
  end
end
for i = feedsFrom, #ARGV do redis.call('SADD', KEYS[9], ARGV[i]) end
if ARGV[3] ~= '' then redis.call('SET', KEYS[3], ARGV[3] .. '\\n' .. run, 'PX', ARGV[4]) end
redis.call('XADD', KEYS[7], 'MAXLEN', '~', '1000', '*', 'r', run)
redis.call('HSET', KEYS[5], ARGV[9], run)
if ARGV[7] == '1' then
  redis.call('HSET', KEYS[6], ARGV[9], run)
  if redis.call('HINCRBY', KEYS[8], ARGV[8], 1) == 1 then
    for _, halfHour in ipairs(redis.call('HKEYS', KEYS[8])) do
      if number(halfHour) <= number(ARGV[8]) - 96 then redis.call('HDEL', KEYS[8], halfHour) end
    end
  end
end
return {'written', cursor, logged, unchanged, corrections, older}
`

export const PUBLISH: Script = { name: 'iocPublish', lua: LUA }
