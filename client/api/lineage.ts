import { Lineage, Outlook, type RunId, type SeriesName, type SourceId } from '#contract'
import { type Fetch, ask, read } from './request.ts'

/** Bytes a source answered with, as far as a screen can show them. */
export interface RawText {
  text: string
  /** More was received than is shown here. */
  isCut: boolean
  /** Computed here, in this browser; absent where it cannot (no secure page). */
  sha256: string | undefined
}

export interface LineageCalls {
  /** The way back from a figure; without `at` from the latest. */
  lineage: (series: SeriesName, at?: string) => Promise<Lineage>
  /** What is usual for a series, hour by hour or day by day, and where it leads. */
  outlook: (series: SeriesName, by: 'hours' | 'days') => Promise<Outlook>
  rawAnswer: (source: SourceId, run: RunId, n: number) => Promise<RawText>
}

const SHOWN = 20_000

export function lineageCalls(fetch: Fetch): LineageCalls {
  return {
    async lineage(series, at) {
      const path = `/api/v1/samples/${encodeURIComponent(series)}/lineage${at === undefined ? '' : `?at=${encodeURIComponent(at)}`}`
      return read(path, await ask(fetch, path, { cache: 'no-store' }), Lineage)
    },
    async outlook(series, by) {
      const path = `/api/v1/samples/${encodeURIComponent(series)}/outlook?by=${by}`
      return read(path, await ask(fetch, path, { cache: 'no-store' }), Outlook)
    },
    async rawAnswer(source, run, n) {
      const bytes = await (await ask(fetch, rawPath(source, run, n), { cache: 'no-store' })).arrayBuffer()
      const text = new TextDecoder().decode(bytes)
      return { text: text.slice(0, SHOWN), isCut: text.length > SHOWN, sha256: await sha256Of(bytes) }
    },
  }
}

export const rawPath = (source: string, run: string, n: number): string => `/api/v1/sources/${encodeURIComponent(source)}/runs/${encodeURIComponent(run)}/raw/${n}`

async function sha256Of(bytes: ArrayBuffer): Promise<string | undefined> {
  if (globalThis.crypto?.subtle === undefined) return undefined
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
