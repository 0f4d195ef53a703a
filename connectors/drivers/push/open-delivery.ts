import { type Delivery, parseJson, type RawRecord, readText, SourceError } from '#kit'

const WHAT = { vi: 'Dữ liệu gửi tới', en: 'What was sent' }

/** The records of a delivery. Senders often leave the content type to their tool, so the text decides unless it says NDJSON. */
export function openDelivery(delivery: Delivery): RawRecord[] {
  const text = readText(delivery.body, WHAT)
  if (text.trim() === '') throw new SourceError('malformed', { vi: 'Dữ liệu gửi tới rỗng', en: 'What was sent is empty' })
  if (/ndjson|jsonl|json-seq|x-json-stream/i.test(delivery.contentType)) return readLines(text)
  try {
    return asRecords(parseJson(text, WHAT))
  } catch (thrown) {
    if (!holdsLines(text)) throw thrown
    return readLines(text)
  }
}

/** NDJSON sent under another name: it starts with an object, and some line is a whole object. A broken document has none. */
function holdsLines(text: string): boolean {
  return text.trimStart().startsWith('{') && text.includes('\n') && text.split('\n').some((line) => /^\s*\{.*\}\s*$/.test(line) && isObject(line))
}

function isObject(line: string): boolean {
  try {
    return typeof parseJson(line, WHAT) === 'object'
  } catch {
    return false
  }
}

function asRecords(parsed: unknown): RawRecord[] {
  if (Array.isArray(parsed)) return parsed
  if (typeof parsed === 'object' && parsed !== null) return [parsed]
  throw new SourceError('malformed', { vi: `${WHAT.vi} phải là một mảng JSON, một đối tượng JSON hoặc NDJSON`, en: `${WHAT.en} has to be a JSON array, a JSON object or NDJSON` })
}

/**
 * A line that cannot be read stays in its place as the text it is: normalise rejects it by its number and the other lines
 * count. When no line at all can be read, nothing was sent that we understand.
 */
function readLines(text: string): RawRecord[] {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  let firstError: unknown
  let good = 0
  const records = lines.map((line): RawRecord => {
    try {
      const parsed = parseJson(line, WHAT)
      good += 1
      return parsed
    } catch (thrown) {
      firstError ??= thrown
      return line
    }
  })
  if (good === 0) throw firstError
  return records
}
