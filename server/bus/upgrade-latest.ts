import type { Connection, Script } from './connection.ts'
import { KEYS } from './keys.ts'
import { PAGE_SERIES } from './pages.ts'

/**
 * Latest values lay in one hash per feed before they lay in pages: handle -> `<n>[handle,at,value,{...}?]`, `<origin>`, then the
 * samples told before, each ended by a newline. What a yearly figure said must outlive the change, so those hashes are turned over.
 */
const UPGRADE: Script = {
  name: 'iocUpgradeLatest',
  lua: `
local call, find, sub = redis.call, string.find, string.sub
for _, feed in ipairs(call('SMEMBERS', KEYS[1])) do
  local former = KEYS[2] .. feed
  local flat = call('HGETALL', former)
  for i = 1, #flat, 2 do
    local handle, entry = flat[i], flat[i + 1]
    local pieceEnd = find(entry, '\\n', 1, true)
    local originEnd = pieceEnd and find(entry, '\\n', pieceEnd + 1, true)
    if originEnd then
      local page = math.floor(tonumber(handle) / ${PAGE_SERIES})
      call('HSET', former .. ':' .. page, handle, sub(entry, #handle + 4, pieceEnd - 2) .. sub(entry, pieceEnd, originEnd - 1), 'v', 'upgraded')
      call('SADD', KEYS[3] .. feed, page)
    end
  end
  call('DEL', former)
end
return 'OK'
`,
}

/** Once for each connection, before the first look at latest values. */
export function createLatestUpgrade(connection: Connection): () => Promise<unknown> {
  let upgraded: Promise<unknown> | undefined
  const forget = () => void (upgraded = undefined)
  connection.onLost(forget)
  return () => {
    upgraded ??= connection.askScript(UPGRADE, [KEYS.feeds, KEYS.latest('', ''), KEYS.pages('')], []).catch((thrown: unknown) => {
      forget()
      throw thrown
    })
    return upgraded
  }
}
