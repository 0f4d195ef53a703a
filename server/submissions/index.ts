import type { Decision, SourceId, SourceInfo, Submission, SubmissionPreview, SubmissionsAnswer, SubmissionSource, Thing, Viewer } from '#contract'
import type { Queries } from '../db/index.ts'
import { ApiError } from '../errors.ts'
import type { Log } from '../log.ts'
import { mayAll, reachIn } from './areas.ts'
import { decide, mayDo } from './decide.ts'
import { createDropFolder, type DropFolder } from './drop-folder.ts'
import { type Asker, findSource, handIn, type HandInDeps, liveNow, previewUpload, readInTurn, type Upload } from './hand-in.ts'
import type { HandInSource } from './intake.ts'
import { makePreview } from './make-preview.ts'
import { createPublisher } from './publisher.ts'
import { refuseWithoutDatabase } from './refusals.ts'
import { createSubmissionStore, type Kept } from './store.ts'
import { type PlaceToFill, placesToFill } from './template-places.ts'
import { createTurns } from './turns.ts'

export interface SubmissionsDeps extends Omit<HandInDeps, 'store' | 'turns'> {
  db: Pick<Queries, 'query'>
  log: Log
  /** Where the drop folders lie: one per source that takes files. */
  dropDir: string
  /** Whether this process looks into the drop folders and brings what waits onto the bus. */
  works: boolean
}

/** Figures handed in by one named person count once a second one has signed them off, and then for certain. */
export interface Submissions {
  start(): void
  stop(): Promise<void>
  /** Before a body is read: the thing that must be allowed, and how much may come. */
  door(viewer: Viewer, source: string): { thing: Thing; maxBytes: number }
  /** Of a source that takes tables: its columns, and the places this person may fill in. */
  template(viewer: Viewer, source: string): { info: SourceInfo; columns: HandInSource['columns']; places: PlaceToFill[] } | undefined
  preview(asker: Asker, source: SourceId, upload: Upload): Promise<SubmissionPreview>
  handIn(asker: Asker, source: SourceId, upload: Upload): Promise<Submission>
  decide(asker: Asker, id: string, decision: Decision): Promise<Submission>
  list(viewer: Viewer): Promise<SubmissionsAnswer>
  previewKept(viewer: Viewer, id: string): Promise<SubmissionPreview>
  file(viewer: Viewer, id: string): Promise<{ body: Buffer; name: string }>
  /** One look into the drop folders. */
  look: DropFolder['look']
  /** One try of what is signed off and not on the bus. */
  catchUp(): Promise<void>
}

/** A sheet is read in a process of 256 MB. */
const READ_AT_ONCE = 2
const MOST_WAITING = 10
const MOST_LOOKED_THROUGH = 2_000
const MOST_LISTED = 200

export function createSubmissions({ db, log, dropDir, works, ...given }: SubmissionsDeps): Submissions {
  const { intake, can, catalogue } = given
  const deps: HandInDeps = { ...given, store: createSubmissionStore(db), turns: createTurns({ atOnce: READ_AT_ONCE, mostWaiting: MOST_WAITING }) }
  const { store } = deps
  const publisher = createPublisher({ ...deps, log })
  const drop = createDropFolder({ ...deps, log, dir: dropDir })

  function show(viewer: Viewer, kept: Kept): Submission {
    const { contentType: _type, agency: _agency, areas: _areas, sentAt, decidedAt, ...facts } = kept
    return { ...facts, sentAt: new Date(sentAt).toISOString(), ...(decidedAt === undefined ? {} : { decidedAt: new Date(decidedAt).toISOString() }), may: mayDo(can, viewer, kept) }
  }

  /** What somebody may not read is not there for them. */
  async function findFor(viewer: Viewer, id: string): Promise<Kept> {
    const kept = await store.find(id)
    if (kept === undefined || !mayAll(can, viewer, 'read', kept)) throw new ApiError(404, 'not-found', { vi: 'Không có lần gửi này', en: 'There is no such hand-in' })
    return kept
  }

  function sourceFor(viewer: Viewer, source: HandInSource): SubmissionSource[] {
    const [send, approve] = (['send', 'approve'] as const).map((verb) => reachIn({ can, viewer, verb, source, catalogue: catalogue() }))
    const may = [...(send?.example === undefined ? [] : ['send' as const]), ...(approve?.example === undefined ? [] : ['approve' as const])]
    const typed = may.includes('send') ? send?.indicators : approve?.indicators
    return may.length === 0 ? [] : [{ id: source.info.id, may, way: source.way, columns: source.columns.map(({ headings, kind, optional }) => ({ headings, kind, optional })), indicators: source.way === 'form' ? (typed ?? []) : [], maxBytes: source.maxBytes }]
  }

  return {
    look: drop.look,
    catchUp: publisher.catchUp,
    start() {
      if (!works) return
      publisher.start()
      drop.start()
    },
    async stop() {
      await drop.stop()
      await publisher.stop()
    },
    door(viewer, id) {
      const source = intake.handIns().find(({ info }) => info.id === id)
      if (source === undefined) return { thing: { kind: 'catalogue' }, maxBytes: 0 }
      const { example } = reachIn({ can, viewer, verb: 'send', source, catalogue: catalogue() })
      return { thing: example ?? { kind: 'figures', agency: source.info.agency, domain: '' }, maxBytes: source.maxBytes }
    },
    template(viewer, id) {
      const source = intake.handIns().find(({ info, way }) => info.id === id && way === 'file')
      return source && { info: source.info, columns: source.columns, places: placesToFill({ can, viewer, source, catalogue: catalogue() }) }
    },
    preview: async (asker, id, upload) => previewUpload(deps, asker, findSource(intake, id), upload),
    handIn: async (asker, id, upload) => show(asker.viewer, await handIn(deps, asker, findSource(intake, id), upload).catch(refuseWithoutDatabase)),
    async decide(asker, id, decision) {
      const decided = await findFor(asker.viewer, id).then((kept) => decide(deps, asker, kept, decision)).catch(refuseWithoutDatabase)
      const run = decided.state === 'approved' ? await publisher.publish(decided) : undefined
      return show(asker.viewer, { ...decided, ...(run === undefined ? {} : { run }) })
    },
    async list(viewer) {
      const agencies = viewer.kind === 'account' ? viewer.scope.agencies : 'all'
      const kept = await store.list(agencies, MOST_LOOKED_THROUGH).catch(refuseWithoutDatabase)
      return {
        sources: intake.handIns().flatMap((source) => sourceFor(viewer, source)),
        submissions: kept.filter((one) => mayAll(can, viewer, 'read', one)).slice(0, MOST_LISTED).map((one) => show(viewer, one)),
      }
    },
    async previewKept(viewer, id) {
      const kept = await findFor(viewer, id).catch(refuseWithoutDatabase)
      const read = await readInTurn(deps, kept.source, { body: await store.body(id).catch(refuseWithoutDatabase), contentType: kept.contentType })
      return makePreview(read, { sha256: kept.sha256, bytes: kept.bytes, before: undefined, now: await liveNow(deps, viewer, read) })
    },
    async file(viewer, id) {
      const kept = await findFor(viewer, id).catch(refuseWithoutDatabase)
      return { body: await store.body(id).catch(refuseWithoutDatabase), name: kept.fileName ?? `${kept.source}-${kept.sha256.slice(0, 8)}${kept.way === 'manual' ? '.json' : ''}` }
    },
  }
}

export type { Asker, Upload } from './hand-in.ts'
export type { Intake } from './intake.ts'
