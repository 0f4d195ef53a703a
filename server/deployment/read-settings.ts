import * as z from 'zod'
import { SubjectId, Text, TileServer, WorkingCalendar } from '#contract'
import { type Fault, faultAt, foundExpected, type Placed } from './fault.ts'
import { checkYaml, readYaml } from './read-yaml.ts'

export const SETTINGS_FILE = 'deployment.yaml'

const TimeZone = z.string().refine(isTimeZone, 'expected an IANA time zone such as Asia/Ho_Chi_Minh')

/** What the installation is called and by which clock and calendar it lives. */
export const DeploymentSettings = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'expected a short name such as tay-ninh'),
  name: Text,
  centre: Text,
  timeZone: TimeZone,
  /** The province as a subject. */
  subject: SubjectId,
  workingCalendar: WorkingCalendar,
  /** What lies under the map; nothing by default. */
  map: z.strictObject({ tiles: TileServer.optional() }).optional(),
})
export type DeploymentSettings = z.infer<typeof DeploymentSettings>

export function readSettings(texts: ReadonlyMap<string, string>, faults: Fault[]): Placed<DeploymentSettings> | undefined {
  const text = texts.get(SETTINGS_FILE)
  const yaml = text === undefined ? undefined : readYaml(SETTINGS_FILE, text, faults)
  const settings = yaml === undefined ? undefined : checkYaml(yaml, DeploymentSettings, faults)
  if (settings !== undefined) checkCalendar(settings, faults)
  return settings
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** A month off is a slip of the year, not a holiday. */
const LONGEST_HOLIDAY_DAYS = 31
const DAY_MS = 86_400_000
const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

function checkCalendar({ value: { workingCalendar: calendar }, place }: Placed<DeploymentSettings>, faults: Fault[]): void {
  const at = (...path: PropertyKey[]) => place('workingCalendar', ...path)
  calendar.holidays.forEach(({ day, until }, index) => {
    if (until === undefined) return
    const days = (Date.parse(until) - Date.parse(day)) / DAY_MS + 1
    if (days >= 1 && days <= LONGEST_HOLIDAY_DAYS) return
    faults.push(faultAt(at('holidays', index, 'until'), foundExpected('until', until, { vi: `ngày từ ${day}, không quá ${LONGEST_HOLIDAY_DAYS} ngày`, en: `a day from ${day} on, at most ${LONGEST_HOLIDAY_DAYS} days` })))
  })
  calendar.makeUpDays.forEach(({ day }, index) => {
    const weekday = WEEK[new Date(`${day}T00:00:00Z`).getUTCDay()]
    if (weekday !== undefined && calendar.weekend.includes(weekday)) return
    faults.push(faultAt(at('makeUpDays', index, 'day'), foundExpected('day', day, { vi: 'một ngày nghỉ cuối tuần được làm bù', en: 'a day of the weekend that is worked in exchange' })))
  })
}
