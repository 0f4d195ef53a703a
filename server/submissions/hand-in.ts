import { createHash, randomUUID } from 'node:crypto'
import { type AuditEntry, type Catalogue, type FeedId, type SeriesName, type SourceId, type SubmissionPreview, type Value, type Viewer } from '#contract'
import type { Clock } from '../clock.ts'
import { DbUnavailableError } from '../db/index.ts'
import { ApiError } from '../errors.ts'
import { areasOf, type Can, figuresOutside } from './areas.ts'
import type { Delivery, GoodRead, HandInSource, Intake } from './intake.ts'
import { indicatorsOf, makePreview } from './make-preview.ts'
import { nothingRead, outsideRight, sentBefore } from './refusals.ts'
import type { Kept, NewSubmission, SubmissionStore } from './store.ts'
import type { Turns } from './turns.ts'

/** Who asks, and from where, for the audit trail. */
export interface Asker {
  viewer: Viewer
  address: string
}

export interface Upload extends Delivery {
  fileName?: string | undefined
  remark?: string | undefined
}

export interface HandInDeps {
  intake: Intake
  store: SubmissionStore
  turns: Turns
  can: Can
  catalogue(): Catalogue
  clock: Clock
  /** Live values now. */
  latest(feeds: readonly FeedId[]): Promise<ReadonlyMap<SeriesName, Value>>
  audit(entry: Omit<AuditEntry, 'at'>): Promise<void>
}

export const sha256Of = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex')

export function findSource(intake: Intake, id: string): HandInSource {
  const source = intake.handIns().find(({ info }) => info.id === id)
  if (source === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có nguồn này, hoặc nguồn không nhận số liệu gửi duyệt', en: 'There is no such source, or it takes no figures for approval' })
  return source
}

/** Reads in its turn; a delivery of which nothing at all can be read is refused with the reason. */
export async function readInTurn({ intake, turns }: Pick<HandInDeps, 'intake' | 'turns'>, id: SourceId, delivery: Delivery): Promise<GoodRead> {
  const read = await turns.run(async () => intake.read(id, delivery))
  if (read === undefined) throw new ApiError(404, 'not-found', { vi: 'Không có nguồn này, hoặc nguồn không nhận số liệu gửi duyệt', en: 'There is no such source, or it takes no figures for approval' })
  if (!read.ok) throw new ApiError(400, 'bad-request', read.reason)
  return read
}

/** How an upload would count; nothing is stored. */
export async function previewUpload(deps: HandInDeps, asker: Asker, source: HandInSource, upload: Upload): Promise<SubmissionPreview> {
  const sha256 = sha256Of(upload.body)
  const read = await readInTurn(deps, source.info.id, upload)
  await refuseOutside(deps, asker, source, read)
  // Looking is possible without PostgreSQL; handing in then says what is wrong.
  const before = await deps.store.openWith(source.info.id, sha256).catch((thrown: unknown) => {
    if (thrown instanceof DbUnavailableError) return undefined
    throw thrown
  })
  return makePreview(read, { sha256, bytes: upload.body.byteLength, before: before?.id, now: await liveNow(deps, asker.viewer, read) })
}

/** Keeps an upload until a second person has decided on it. */
export async function handIn(deps: HandInDeps, asker: Asker, source: HandInSource, upload: Upload): Promise<Kept> {
  const { viewer, address } = asker
  if (viewer.kind !== 'account') throw new ApiError(403, 'forbidden', { vi: 'Gửi số liệu cần một người có tên; xin đăng nhập', en: 'Figures are handed in by a person with a name; please log in' })
  const { timeZone } = deps.catalogue().deployment
  const sha256 = sha256Of(upload.body)
  const before = await deps.store.openWith(source.info.id, sha256)
  if (before !== undefined) throw sentBefore(before, timeZone)
  const read = await readInTurn(deps, source.info.id, upload)
  await refuseOutside(deps, asker, source, read)
  if (read.figures.length === 0) throw nothingRead(read)
  const submission: NewSubmission = {
    ...factsOf(deps, source, upload, read), way: source.way === 'form' ? 'manual' : 'upload', sentBy: viewer.name, ...(upload.remark === undefined ? {} : { remark: upload.remark }),
  }
  const other = await deps.store.add(submission, upload.body)
  if (other !== undefined) throw sentBefore(other, timeZone)
  await deps.audit({ who: viewer.name, verb: 'send', thing: `submission:${submission.id}`, ip: address, allowed: true, after: auditFacts(submission) })
  return { ...submission, state: 'waiting' }
}

/** What is known of a delivery once it was read. */
export function factsOf({ catalogue, clock }: Pick<HandInDeps, 'catalogue' | 'clock'>, { info }: HandInSource, upload: Upload, read: GoodRead): Omit<NewSubmission, 'way' | 'sentBy' | 'remark'> {
  return {
    id: randomUUID(), source: info.id, agency: info.agency, contentType: upload.contentType, sha256: sha256Of(upload.body), bytes: upload.body.byteLength,
    sentAt: clock.now(), figures: read.figures.length, rejected: read.rejectCount, areas: areasOf(read.figures, catalogue()), ...(upload.fileName === undefined ? {} : { fileName: upload.fileName }),
  }
}

export const auditFacts = ({ source, way, fileName, sha256, bytes, figures, rejected }: NewSubmission) => ({ source, way, fileName, sha256, bytes, figures, rejected })

async function refuseOutside(deps: HandInDeps, { viewer, address }: Asker, source: HandInSource, read: GoodRead): Promise<void> {
  const outside = figuresOutside(read, { can: deps.can, viewer, source, catalogue: deps.catalogue() })
  if (outside.length === 0) return
  const who = viewer.kind === 'account' ? viewer.name : viewer.kind
  await deps.audit({ who, verb: 'send', thing: `source:${source.info.id}`, ip: address, allowed: false, after: { outside: outside.length } })
  throw outsideRight(outside, deps.catalogue())
}

/** Beside each new figure the one it replaces, where the viewer may see it at all; without the bus there is none to show. */
export async function liveNow({ catalogue, can, latest }: Pick<HandInDeps, 'catalogue' | 'can' | 'latest'>, viewer: Viewer, { figures }: GoodRead): Promise<ReadonlyMap<SeriesName, Value>> {
  const wanted = indicatorsOf(figures)
  const domains = new Set(catalogue().indicators.filter(({ id }) => wanted.has(id)).map(({ domain }) => domain))
  const feeds = [...domains].filter((feed) => can(viewer, 'watch', { kind: 'feed', feed }))
  return feeds.length === 0 ? new Map() : latest(feeds).catch(() => new Map())
}
