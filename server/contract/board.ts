import * as z from 'zod'
import { Problem } from './http.ts'
import { IndicatorId } from './ids.ts'
import { Panel, Scene } from './scene.ts'
import { Moment, Text } from './text.ts'

/** A board of one's own: a scene people here made, kept in the database. No scene of a deployment has such an id. */
export const BoardId = z.string().max(60).regex(/^board\.[a-z0-9]+(?:-[a-z0-9]+)*$/, 'expected a board id such as board.thu-hoi-dat').brand<'BoardId'>()
export type BoardId = z.infer<typeof BoardId>

/** So many steps may be taken back. Older ones are part of the draft's `base`. */
export const MOST_EDITS = 500

/** More panels than this no scene holds: six tiles full of the smallest. */
export const MOST_PANELS = 200

/** What of a scene is not its panels. */
export const SceneFrame = Scene.pick({ title: true, feeds: true, layouts: true, turns: true, turnSeconds: true })
export type SceneFrame = z.infer<typeof SceneFrame>

/** Beyond the schema's own bounds: what a person may keep. */
const isSmall = (scene: Scene): boolean => scene.panels.length <= MOST_PANELS
const BoardScene = Scene.extend({ id: BoardId }).refine(isSmall, `expected at most ${MOST_PANELS} panels`)

const Index = z.int().min(0).max(MOST_PANELS)
const Ids = z.array(z.string()).max(MOST_PANELS)

/**
 * One step of whoever builds a board. Each carries both sides, so that it is taken back by reading it backwards: `change-panel` moves,
 * resizes, retitles and asks otherwise; `replace-scene` brings a former version back as one step.
 */
export const SceneEdit = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add-panel'), panel: Panel, index: Index }),
  z.strictObject({ do: z.literal('remove-panel'), panel: Panel, index: Index }),
  z.strictObject({ do: z.literal('change-panel'), id: z.string(), from: Panel, to: Panel }),
  z.strictObject({ do: z.literal('reorder-panels'), from: Ids, to: Ids }),
  z.strictObject({ do: z.literal('change-scene'), from: SceneFrame, to: SceneFrame }),
  z.strictObject({ do: z.literal('replace-scene'), from: BoardScene, to: BoardScene }),
])
export type SceneEdit = z.infer<typeof SceneEdit>

const Revision = z.int().min(0)
const Edits = z.array(SceneEdit).max(MOST_EDITS)
const Version = z.int().min(1)

/**
 * `GET /api/v1/boards/:id/draft`: what is being built. The scene is `base` with the first `position` of `edits` in force; undo and redo only
 * move `position`. `baseVersion` is the published version it began from, 0 for none; `revision` grows with each change that was kept.
 */
export const BoardDraft = z.object({
  id: BoardId,
  baseVersion: z.int().min(0),
  base: BoardScene,
  edits: Edits,
  position: z.int().min(0),
  revision: Revision,
})
export type BoardDraft = z.infer<typeof BoardDraft>

/** A board in a list. `draft` only for who may edit it, and only where it differs from what is published. */
export const BoardSummary = z.object({
  id: BoardId,
  title: Text,
  /** The published version, 0 for a board that never was. */
  version: z.int().min(0),
  publishedAt: Moment.optional(),
  publishedBy: z.string().optional(),
  draft: z.object({ changedAt: Moment, changedBy: z.string() }).optional(),
})
export type BoardSummary = z.infer<typeof BoardSummary>

/** `GET /api/v1/boards`: by title; those never published only for who may edit. */
export const BoardsAnswer = z.array(BoardSummary)
export type BoardsAnswer = z.infer<typeof BoardsAnswer>

const Note = z.string().trim().max(500)

/** One published state of a board; `GET /api/v1/boards/:id/versions/:version` is its file. */
export const BoardVersion = z.object({ version: Version, at: Moment, by: z.string(), note: z.string().optional() })
export type BoardVersion = z.infer<typeof BoardVersion>

/** `GET /api/v1/boards/:id`: 404 for who may not edit while it was never published; then `scene` and `text` are absent. */
export const BoardAnswer = z.object({
  summary: BoardSummary,
  scene: Scene.optional(),
  /** The published version as a file of a deployment's `scenes/`. */
  text: z.string().optional(),
  /** Newest first. */
  versions: z.array(BoardVersion),
})
export type BoardAnswer = z.infer<typeof BoardAnswer>

/** `POST /api/v1/boards`: an empty one, or a copy of a shipped scene or of a published board. Answers the draft, 201; 409 where the id is taken. */
export const BoardAsked = z.strictObject({ id: BoardId, title: Text, from: z.string().max(80).optional() })
export type BoardAsked = z.infer<typeof BoardAsked>

/** `PUT /api/v1/boards/:id/draft`: kept on disk once answered. `revision` is the one this was made from; `base` is sent where edits were folded into it. */
export const DraftAsked = z.strictObject({ revision: Revision, base: BoardScene.optional(), edits: Edits, position: z.int().min(0) })
export type DraftAsked = z.infer<typeof DraftAsked>

/** The answer: what the next one is made from. */
export const DraftKept = z.object({ revision: Revision })
export type DraftKept = z.infer<typeof DraftKept>

/** 409 `stale-draft` of `PUT …/draft`, `POST …/publish`: somebody else changed it meanwhile; this is theirs. */
export const StaleDraft = Problem.extend({ code: z.literal('stale-draft'), draft: BoardDraft })
export type StaleDraft = z.infer<typeof StaleDraft>

/** `POST /api/v1/boards/:id/publish`: answers a BoardVersion; 422 `not-publishable` with `errors`, their pointers into the scene (`/panels/3/query`). */
export const PublishAsked = z.strictObject({ revision: Revision, note: Note.optional() })
export type PublishAsked = z.infer<typeof PublishAsked>

/** `POST /api/v1/boards/:id/restore`: a former version becomes the draft, as one more step of it. Answers the draft. */
export const RestoreAsked = z.strictObject({ version: Version })
export type RestoreAsked = z.infer<typeof RestoreAsked>

/** Where an indicator is used: a scene or board with its panels, a part of the leaders' pages, a formula, a target. */
export const SeriesUse = z.object({
  kind: z.enum(['scene', 'board', 'draft', 'briefing', 'formula', 'target']),
  /** Of a scene or board its id, of a formula the indicator it makes, of a target its subject, of the leaders' pages the part: `lead`, `map`, `locality`, `plans` or a domain. */
  id: z.string(),
  title: Text.optional(),
  /** Ids of the panels. */
  panels: z.array(z.string()).optional(),
})
export type SeriesUse = z.infer<typeof SeriesUse>

/** `GET /api/v1/series-use?indicator=…`; drafts are told only to who may edit boards. `boardsKnown` is false while the database cannot be asked. */
export const SeriesUseAnswer = z.object({ indicator: IndicatorId, uses: z.array(SeriesUse), boardsKnown: z.boolean().default(true) })
export type SeriesUseAnswer = z.infer<typeof SeriesUseAnswer>
