import { createHash } from 'node:crypto'
import { asText, durationMs, type PictureSettings, type PictureState, SourceErrorKind, Text } from '#contract'
import type { Clock } from '../clock.ts'
import { describeError } from '../errors.ts'
import { type Picture, sniffPicture } from './sniff.ts'

/** One request through the address guard; handed in by main. */
export type FetchPicture = (settings: PictureSettings, request: { headers: Record<string, string>; maxBytes: number }) => Promise<{ status: number; headers: Record<string, string>; body: Uint8Array }>

export interface PicturesDeps {
  settings(): readonly PictureSettings[]
  fetch: FetchPicture
  clock: Pick<Clock, 'now'>
}

export interface Pictures {
  /** Undefined for one that does not exist. Asks the camera where the picture at hand is older than its rhythm; waited for where nobody has looked for a while: what is old only because nobody asked is not lost. */
  state(id: string): Promise<PictureState | undefined>
  /** The bytes of the picture shown now; undefined while there is none, or it is no longer shown. */
  bytes(id: string): { type: Picture['type']; bytes: Uint8Array; version: string } | undefined
}

export const MOST_PICTURE_BYTES = 4 * 1024 * 1024

/** After so many of its turns without a question nobody was looking. */
const RESTED_TURNS = 2

interface Kept {
  settings: PictureSettings
  triedAt: number
  under: Promise<void> | undefined
  /** The question all who look now wait for. */
  awaited: Promise<void> | undefined
  shown: { bytes: Uint8Array; picture: Picture; version: string; takenAt: number; seenAt: number } | undefined
  error: PictureState['error']
}

/** Pictures of cameras, asked for only while somebody looks, no more often than agreed; one of each is kept, in memory. */
export function createPictures({ settings, fetch, clock }: PicturesDeps): Pictures {
  const kept = new Map<string, Kept>()

  function keptOf(id: string): Kept | undefined {
    const found = settings().find((one) => one.id === id)
    const held = kept.get(id)
    if (found === undefined || held === undefined || JSON.stringify(held.settings) !== JSON.stringify(found)) {
      kept.delete(id) // of another address, or of none any more
      if (found !== undefined) kept.set(id, { settings: found, triedAt: -Infinity, under: undefined, awaited: undefined, shown: undefined, error: undefined })
    }
    return kept.get(id)
  }

  async function refresh(one: Kept): Promise<void> {
    one.triedAt = clock.now()
    try {
      const { authorization } = one.settings
      const answer = await fetch(one.settings, { headers: { accept: 'image/jpeg, image/png', ...(authorization === undefined ? {} : { authorization }) }, maxBytes: MOST_PICTURE_BYTES })
      const picture = readAnswer(answer)
      const version = createHash('sha256').update(answer.body).digest('hex')
      const now = clock.now()
      // A camera that hangs gives the same bytes for ever: its picture grows old all the same.
      const before = one.shown?.version === version ? one.shown.takenAt : undefined
      one.shown = { bytes: answer.body, picture, version, takenAt: before ?? takenAt(answer.headers, now), seenAt: now }
      one.error = undefined
    } catch (thrown) {
      const kind = SourceErrorKind.safeParse(typeof thrown === 'object' && thrown !== null && 'kind' in thrown ? thrown.kind : undefined)
      one.error = { kind: kind.success ? kind.data : 'unreachable', message: textOf(thrown), since: one.error?.since ?? clock.now() }
    }
  }

  return {
    async state(id) {
      const one = keptOf(id)
      if (one === undefined) return undefined
      const restedMs = clock.now() - one.triedAt
      if (one.under === undefined && restedMs >= durationMs(one.settings.every)) {
        one.under = refresh(one).finally(() => (one.under = one.awaited = undefined))
        if (restedMs >= RESTED_TURNS * durationMs(one.settings.every)) one.awaited = one.under
      }
      await one.awaited
      return describe(one, clock.now())
    },
    bytes(id) {
      const one = keptOf(id)
      const shown = one === undefined || freshnessOf(one, clock.now()) === 'stale' ? undefined : one.shown
      return shown && { type: shown.picture.type, bytes: shown.bytes, version: shown.version }
    },
  }
}

class Refused extends Error {
  readonly kind: SourceErrorKind
  readonly text: Text
  constructor(kind: SourceErrorKind, text: Text) {
    super(text.vi)
    this.kind = kind
    this.text = text
  }
}

/** The street's own errors carry both languages as well; what else is thrown says what it says. */
const textOf = (thrown: unknown): Text => (thrown instanceof Error && 'text' in thrown ? Text.parse(thrown.text) : asText(describeError(thrown)))

function readAnswer({ status, body }: Awaited<ReturnType<FetchPicture>>): Picture {
  if (status === 401 || status === 403) throw new Refused('auth', { vi: `camera không cho vào (mã ${status})`, en: `the camera does not let us in (code ${status})` })
  if (status === 429) throw new Refused('rate-limited', { vi: 'camera đang giới hạn lượt hỏi', en: 'the camera limits how often it may be asked' })
  if (status !== 200) throw new Refused('unreachable', { vi: `camera trả lời mã ${status}`, en: `the camera answers with code ${status}` })
  const picture = sniffPicture(body)
  if (picture === undefined) throw new Refused('malformed', { vi: 'camera không trả về ảnh JPEG hoặc PNG trọn vẹn', en: 'the camera does not return a whole JPEG or PNG picture' })
  return picture
}

const FUTURE_MS = 60_000

/** `Last-Modified` where the camera says it and it can be true. */
function takenAt(headers: Record<string, string>, now: number): number {
  const said = Date.parse(headers['last-modified'] ?? '')
  return Number.isNaN(said) || said > now + FUTURE_MS ? now : Math.min(said, now)
}

function freshnessOf({ shown, settings }: Kept, now: number): PictureState['freshness'] {
  if (shown === undefined) return 'never'
  const age = now - shown.takenAt
  if (age > Math.max(durationMs(settings.lost), durationMs(settings.every))) return 'stale'
  return age > 2 * durationMs(settings.every) ? 'late' : 'live'
}

function describe(one: Kept, now: number): PictureState {
  const { id, title, source, origin } = one.settings
  const freshness = freshnessOf(one, now)
  return {
    id, title, source, origin, freshness,
    ...(one.shown === undefined ? {} : { takenAt: one.shown.takenAt }),
    ...(one.shown === undefined || freshness === 'stale' ? {} : { version: one.shown.version }),
    ...(one.error === undefined ? {} : { error: one.error }),
  }
}
