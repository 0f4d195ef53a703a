/** Of the day so long without an open port, a count is not the day's any more. */
const MOST_UNHEARD_MS = 15 * 60_000
/** A share of messages without a grade that no longer is a slip. */
const MOST_UNGRADED = 0.01
const GRADES = ['critical', 'high', 'medium', 'low']

interface Day {
  messages: number
  unreadable: number
  dropped: number
  unheardMs: number
  cef: Record<string, number>
}

/**
 * A stretch in which nobody was on the line and nothing came says nothing: the figure before it ages, instead of a 0 that looks
 * like a quiet day. Where much of the day was not heard or could not be graded its count is doubted, and where nothing of it
 * could be, refused: a device that writes otherwise since last night has not become quiet.
 */
export function dayOfSenders(records: unknown[]): unknown[] {
  return records.filter((record) => !isSilence(record)).map((record) => {
    const day = dayOf(record)
    if (day === undefined) return record
    const all = day.messages + day.unreadable + day.dropped
    const graded = GRADES.reduce((sum, grade) => sum + (day.cef[grade] ?? 0), 0)
    if (all > 0 && graded === 0) return `${all} bản tin từ 0 giờ, không bản tin nào là CEF có mức độ; thiết bị có thể đã đổi cách gửi`
    const isDoubtful = day.unheardMs > MOST_UNHEARD_MS || all - graded > MOST_UNGRADED * all
    return isDoubtful ? { ...(record as object), quality: 'suspect' } : record // an object: it has a day
  })
}

const isSilence = (record: unknown): boolean => typeof record === 'object' && record !== null && 'senders' in record && 'messages' in record && record.senders === 0 && record.messages === 0

/** As the driver writes it: all of them, or it is no record of it. */
const dayOf = (record: unknown): Day | undefined => (typeof record === 'object' && record !== null && 'day' in record ? (record.day as Day) : undefined)
