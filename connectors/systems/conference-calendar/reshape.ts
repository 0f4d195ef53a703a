interface Day {
  kind: 'day'
  askedAt: string
}
interface Event {
  kind: 'event'
  from: string
  allDay: boolean
  status: string
}

/**
 * The day and its events -> one record with how many sessions have begun and how many there are. Cancelled and tentative ones
 * and entries of a whole day (a holiday, a room that is closed) are no sessions. With an event nobody can read, which may be
 * today's, there is no count: one too few would look like the whole.
 */
export function countSessions(records: unknown[]): unknown[] {
  const day = records.find(isDay)
  if (day === undefined) return records
  const sessions = records.filter(isEvent).filter(({ allDay, status }) => !allDay && status === 'CONFIRMED')
  const begun = sessions.filter(({ from }) => Date.parse(from) <= Date.parse(day.askedAt)).length
  const unreadable = records.filter((one) => !isDay(one) && !isEvent(one))
  return [unreadable.length > 0 ? day : { ...day, begun, planned: sessions.length }, ...unreadable]
}

const kindOf = (record: unknown): unknown => (typeof record === 'object' && record !== null && 'kind' in record ? record.kind : undefined)
const isDay = (record: unknown): record is Day => kindOf(record) === 'day'
const isEvent = (record: unknown): record is Event => kindOf(record) === 'event'
