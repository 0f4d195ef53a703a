import * as z from 'zod'
import { Role } from './account.ts'
import { Day } from './text.ts'

/** Every page there is, by the pattern of its address: what stands behind a colon is never counted. A new page is added here by hand. */
export const Screen = z.enum([
  '/', '/wall/:wall', '/leader', '/leader/domains', '/leader/domains/:id', '/leader/figure/:series', '/leader/places', '/leader/places/:id', '/leader/plans', '/leader/agencies',
  '/agency', '/figure/:series', '/indicator/:id', '/boards', '/boards/:id', '/boards/:id/edit', '/admin', '/help/:room', '/print/scene/:id',
])
export type Screen = z.infer<typeof Screen>

const PATTERNS = Screen.options.map((screen) => ({ screen, parts: screen.split('/') }))

/** Pages of whoever builds or measures, and the one before anybody is known. */
export const NOT_COUNTED: readonly string[] = ['/login', '/gallery', '/wall/bench']

/** Which page an address is; undefined for what is not counted. */
export function screenOf(path: string): Screen | undefined {
  if (NOT_COUNTED.includes(path)) return undefined
  const asked = path.replace(/(?<=.)\/$/, '').split('/')
  return PATTERNS.find(({ parts }) => parts.length === asked.length && parts.every((part, i) => part === asked[i] || (part.startsWith(':') && asked[i] !== '')))?.screen
}

/** `POST /api/v1/use`: a page was opened. Whose role it was says the session; nothing else of it is kept. */
export const ScreenOpened = z.strictObject({ screen: Screen })
export type ScreenOpened = z.infer<typeof ScreenOpened>

/** As what a page was opened: a role, or by a screen without a person. */
export const UseRole = z.enum([...Role.options, 'local', 'token'])
export type UseRole = z.infer<typeof UseRole>

/** Of fewer on a day and by one role it is not said how many: in a small office a count could be somebody. */
export const FEWEST_TOLD = 5

/** One page, one role, over the days asked for: openings of the days with at least five, and on how many days there were fewer. */
export const UseCell = z.object({ screen: Screen, role: UseRole, count: z.int().min(0), fewDays: z.int().min(0) })
export type UseCell = z.infer<typeof UseCell>

/** From a figure that is not as it should be to the word of who answers for it. */
export const RedPath = z.object({
  /** Explanations written in these days, and for how many of them it is known since when the figure had been so. */
  explained: z.int().min(0),
  timed: z.int().min(0),
  medianMs: z.number().min(0).optional(),
  /** Figures of the leaders' pages that are beyond what is wanted now, and those of them nobody has explained until today or later. */
  redNow: z.int().min(0),
  unexplainedNow: z.int().min(0),
})
export type RedPath = z.infer<typeof RedPath>

/** `GET /api/v1/use?from=…&to=…`: whole days by the deployment's clock, both included, at most 400. */
export const UseAnswer = z.object({
  from: Day,
  to: Day,
  /** The first day anything was counted. */
  since: Day.optional(),
  cells: z.array(UseCell),
  /** Openings by the hour of the day, of hours with at least five. */
  byHour: z.array(z.int().min(0)).length(24),
  /** Absent while the past or the explanations cannot be asked. */
  red: RedPath.optional(),
})
export type UseAnswer = z.infer<typeof UseAnswer>
