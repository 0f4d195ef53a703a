import type { Script } from './connection.ts'
import { REMEMBERED } from './memory-rules.ts'

/**
 * One batch, all or nothing. Everything that may refuse comes before the first write, and the first write is the log itself,
 * so that a Redis out of memory or disk refuses the whole. The rules are those of memory-rules.ts.
 *
 * KEYS  epoch, log, answer, lease, last runs, last good runs, runs of the source, its beats, feeds, then latest of each feed
 * ARGV  see `publishArguments` in publish.ts
 *
 * A sample is the text `[handle,at,value,{...}?]` of codec.ts, its `at` always 13 digits wide: equal widths of digits compare
 * as text in every locale, other text does not. Its item is what makes it itself: `at,value` and the period.
 * An entry of a latest hash is `<n><sample>`, `<origin>`, then n items told before, oldest first, each ended by a newline; n is
 * one character of base 36. Plain finds and subs, because patterns and cjson cost several times more.
 */
const LUA = (): string => `
local find, sub, match, call = string.find, string.sub, string.match, redis.call
if call('GET', KEYS[1]) ~= ARGV[1] then return {'epoch'} end
if ARGV[3] ~= '' then
  local answer = call('GET', KEYS[3])
  if answer then
    local cut = find(answer, '\\n', 1, true) or 0
    if sub(answer, 1, cut - 1) == ARGV[3] then return {'repeated', sub(answer, cut + 1)} end
    return {'conflict'}
  end
end
if ARGV[5] ~= '' then
  local held = call('GET', KEYS[4])
  if not held or match(held, '^%d+') ~= ARGV[5] then return {'fenced'} end
end
if ARGV[2] == '1' then return {'full'} end

local NEXT = {${nextCounts()}}
local origin, count, segments = '\\n' .. ARGV[10] .. '\\n', tonumber(ARGV[11]), tonumber(ARGV[12])
local handles = 13
local pieces = handles + count
local segmentsFrom = pieces + count

local function itemOf(text)
  local cut = find(text, ',{"', 14, true)
  if not cut then return text end
  local period = match(text, '^{"p":"[^"]*"', cut + 1)
  return sub(text, 1, cut - 1) .. (period and ',' .. period .. '}' or '')
end

-- Byte by byte: a comparison of texts would go by the server's locale.
local function isLess(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x < y end
  end
  return #a < #b
end
-- The last part of a sample where it has one; a word cannot end so, its closing quote would come between.
local function coverageOf(piece) return sub(piece, -3) == ']}]' and match(piece, '"c":%[(%d+,%d+)%]}%]$') or nil end
local function periodOf(item) return match(item, ',{"p":"([^"]*)"}$') or '' end

-- The items told before that stay once one more is told, and their number then.
local function makeRoom(old, originEnd)
  local n = NEXT[sub(old, 1, 1)]
  if n then return n, sub(old, originEnd + 1) end
  return '${REMEMBERED.toString(36)}', sub(old, (find(old, '\\n', originEnd + 1, true) or originEnd) + 1)
end

local known, changes = {}, {}
local news, logged, unchanged, corrections, older = {}, 0, 0, 0, 0
local done = 0
for segment = 1, segments do
  local feed = 9 + tonumber(ARGV[segmentsFrom + 2 * segment - 1])
  local last = done + tonumber(ARGV[segmentsFrom + 2 * segment])
  if not known[feed] then known[feed], changes[feed] = {}, {} end
  local current, changed = known[feed], changes[feed]
  local size = #changed
  for from = done + 1, last, 1000 do
    local to = math.min(from + 999, last)
    local found = call('HMGET', KEYS[feed], unpack(ARGV, handles + from, handles + to))
    for i = from, to do
      local handle = ARGV[handles + i]
      local piece = ARGV[pieces + i]
      local old = current[handle] or found[i - from + 1]
      local start = #handle + 3
      local pieceEnd = old and find(old, '\\n', start + 14, true)
      local originEnd = pieceEnd and find(old, '\\n', pieceEnd + 1, true)
      local entry
      if not originEnd then
        entry = '0' .. piece .. origin
      else
        local oldItem = sub(old, start + 1, pieceEnd - 2)
        if sub(oldItem, -1) == '}' then oldItem = itemOf(oldItem) end
        local at, oldAt = sub(piece, start, start + 12), sub(oldItem, 1, 13)
        local isOlder, item = false, nil
        if at <= oldAt then
          item = itemOf(sub(piece, start, -2))
          if item == oldItem then
            local coverage = coverageOf(piece)
            if coverage and coverage ~= coverageOf(sub(old, 2, pieceEnd - 1)) then corrections = corrections + 1 else isOlder = nil end
          elseif at < oldAt then
            isOlder = true
          else
            local period, oldPeriod = periodOf(item), periodOf(oldItem)
            if period == oldPeriod then corrections = corrections + 1 else isOlder = isLess(period, oldPeriod) end
          end
        end
        if isOlder == false then
          local n, told = makeRoom(old, originEnd)
          entry = n .. piece .. origin .. told .. oldItem .. '\\n'
        elseif isOlder and not find(old, '\\n' .. item .. '\\n', originEnd, true) then
          older = older + 1
          local n, told = makeRoom(old, originEnd)
          entry = n .. sub(old, 2, originEnd) .. told .. item .. '\\n'
        end
      end
      if entry then
        current[handle] = entry
        changed[size + 1] = handle
        changed[size + 2] = entry
        size = size + 2
        logged = logged + 1
        news[logged] = piece
      else
        unchanged = unchanged + 1
      end
    end
  end
  done = last
end

local run = ARGV[6] .. string.format('%d', tonumber(ARGV[13]) + unchanged) .. '}'
local cursor = call('XADD', KEYS[2], '*', 'r', run, 's', table.concat(news, ','))
for feed, changed in pairs(changes) do
  for from = 1, #changed, 2000 do call('HSET', KEYS[feed], unpack(changed, from, math.min(from + 1999, #changed))) end
end
for i = segmentsFrom + 2 * segments + 1, #ARGV do call('SADD', KEYS[9], ARGV[i]) end
if ARGV[3] ~= '' then call('SET', KEYS[3], ARGV[3] .. '\\n' .. run, 'PX', ARGV[4]) end
call('XADD', KEYS[7], 'MAXLEN', '~', '1000', '*', 'r', run)
call('HSET', KEYS[5], ARGV[9], run)
if ARGV[7] == '1' then
  call('HSET', KEYS[6], ARGV[9], run)
  if call('HINCRBY', KEYS[8], ARGV[8], 1) == 1 then
    for _, halfHour in ipairs(call('HKEYS', KEYS[8])) do
      if tonumber(halfHour) <= tonumber(ARGV[8]) - 96 then call('HDEL', KEYS[8], halfHour) end
    end
  end
end
return {'written', cursor, logged, unchanged, corrections, older}
`

/** `['0']='1',['1']='2',…`: a table costs less than turning texts into numbers and back. */
function nextCounts(): string {
  return Array.from({ length: REMEMBERED }, (_, n) => `['${n.toString(36)}']='${(n + 1).toString(36)}'`).join(',')
}

export const PUBLISH: Script = { name: 'iocPublish', lua: LUA() }
