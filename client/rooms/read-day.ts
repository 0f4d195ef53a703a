const FORMS = [/^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})$/, /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/]

/** `27/11/2026` (also with points or dashes, or as `2026-11-27`) as `2026-11-27`; empty where it is no day of the calendar. */
export function readDay(typed: string): string {
  const found = FORMS.map((form) => form.exec(typed.trim())?.groups).find((groups) => groups !== undefined)
  if (found === undefined) return ''
  const { year = '', month = '', day = '' } = found
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${written}T00:00:00Z`)
  // 31/02 would else be a day of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(written) ? written : ''
}

/** `2026-11-27` as people here write it. */
export const writeDay = (day: string): string => day.split('-').toReversed().join('/')

/** `27/11/2026 23:10` as `2026-11-27T23:10`; empty where it is no moment of a day. */
export function readMoment(typed: string): string {
  const [day = '', time = '', ...more] = typed.trim().split(/[\sT]+/)
  const found = /^(?<hour>[01]?\d|2[0-3])[:.h](?<minute>[0-5]\d)$/.exec(time)?.groups
  const read = readDay(day)
  return read === '' || found === undefined || more.length > 0 ? '' : `${read}T${found['hour']?.padStart(2, '0')}:${found['minute']}`
}

/** `2026-11-27T23:10` as people here write it. */
export function writeMoment(moment: string): string {
  const [day = '', time] = moment.split('T')
  return time === undefined ? writeDay(day) : `${writeDay(day)} ${time}`
}
