import * as z from 'zod'
import { type Collected, definePollDriver, describeAddress, SourceError, UnreadableField } from '#kit'
import { Open311Config } from './config.ts'
import { daysCounted, windowsBack } from './days.ts'
import { createReader } from './read-requests.ts'
import { type StrippedRequest, stripRequest } from './strip-request.ts'

/** What one pass leaves for the next. */
const Bookmark = z.object({ readAt: z.number() })

/**
 * Reads service requests of a GeoReport v2 service: all that are open, and all closed since the first day counted. Everything received
 * on those days is among them, so a count is absolute at each pass: nothing is added up over passes, and a missed pass costs nothing.
 */
export const open311 = definePollDriver<Open311Config>({
  protocol: 'open311',
  isDiscreet: true,
  config: Open311Config,
  async probe(config, io) {
    const now = io.now()
    const [newest] = windowsBack(now, { days: 1, openDays: 1 })
    if (newest !== undefined) await createReader({ config: { ...config, paging: 'none', pageSize: 1_000_000 }, io }).read(newest, { status: 'open' })
  },
  async collect(config, io): Promise<Collected> {
    const readAt = io.now()
    const days = daysCounted(readAt, { back: config.lookBackDays, offset: config.utcOffset, lastReadAt: readBookmark(io.bookmark) })
    const reader = createReader({ config, io })
    const requests = new Map<string, StrippedRequest>()
    const unreadable: UnreadableField[] = []
    const updatedAfter = days[0]?.from ?? readAt
    for (const window of windowsBack(readAt, { days: config.windowDays, openDays: config.openDays })) {
      for (const wanted of [{ status: 'open' } as const, { status: 'closed', updatedAfter } as const]) {
        for (const request of await reader.read(window, wanted)) keepNewest(stripRequest(request, config), requests, unreadable)
      }
    }
    refuseMostlyUnreadable(unreadable, requests.size, new URL(config.url).host)
    const pass = { readAt, days, unreadable: unreadable.length }
    const kept = { note: 'Đã bỏ dữ liệu cá nhân trước khi lưu / personal data was removed before keeping', ...pass, answers: reader.answers, requests: [...requests.values()] }
    return {
      records: [{ pass }, ...requests.values(), ...unreadable],
      raw: [{ body: Buffer.from(JSON.stringify(kept)), contentType: 'application/json', from: describeAddress(config.url) }],
      bookmark: JSON.stringify({ readAt }),
    }
  },
  reopen: (_config, parts) => parts.flatMap(({ body }) => reopenPass(JSON.parse(Buffer.from(body).toString('utf8')))),
})

const KeptPass = z.looseObject({ readAt: z.number(), days: z.array(z.unknown()), unreadable: z.number(), requests: z.array(z.unknown()) })

/** The pass as it was kept; what could not be read then was counted and not kept. */
function reopenPass(kept: unknown): unknown[] {
  const { readAt, days, unreadable, requests } = KeptPass.parse(kept)
  return [{ pass: { readAt, days, unreadable } }, ...requests]
}

/** One bad row in ten is a bad row, and the count is marked as doubtful. More is an answer that changed, and its counts would be of nothing. */
function refuseMostlyUnreadable(unreadable: readonly UnreadableField[], readable: number, host: string): void {
  const [first] = unreadable
  if (first === undefined || unreadable.length * 10 <= readable) return
  throw new SourceError('malformed', { vi: `${host}: ${unreadable.length} trong ${unreadable.length + readable} phản ánh không đọc được; ${first.reason.vi}`, en: `${host}: ${unreadable.length} of ${unreadable.length + readable} reports cannot be read; ${first.reason.en}` })
}

/** The same request may come as open and, closed meanwhile, again; windows share their edges. */
function keepNewest(request: StrippedRequest | UnreadableField, requests: Map<string, StrippedRequest>, unreadable: UnreadableField[]): void {
  if (request instanceof UnreadableField) return void unreadable.push(request)
  const known = requests.get(request.id)
  if (known === undefined || request.updatedAt >= known.updatedAt) requests.set(request.id, request)
}

function readBookmark(text: string | undefined): number | undefined {
  try {
    return text === undefined ? undefined : Bookmark.parse(JSON.parse(text)).readAt
  } catch {
    return undefined // of another driver or version: then nothing is known of the pass before
  }
}
