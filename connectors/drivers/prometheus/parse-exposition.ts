import { SourceError } from '#kit'

/** One sample of the page. A value that is no number (NaN, +Inf) stays text: normalise rejects it where it is asked for. */
export interface MetricRecord {
  name: string
  labels: Record<string, string>
  value: number | string
  /** Epoch ms, where the exporter states it. */
  at?: number
}

export interface ParseOptions {
  openMetrics: boolean
  maxLines: number
  host: string
}

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\}\s*|\s)(\S+)(?:\s+(\S+))?\s*$/
const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/y
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const NOT_FINITE = /^(?:NaN|[+-]?Inf)$/i
const MAX_LINE = 16_384

/**
 * Text format 0.0.4 and OpenMetrics. A line that cannot be read becomes a text record with its number, which normalise
 * rejects, and the others count; when no line can be read, the page is something else.
 */
export function parseExposition(text: string, options: ParseOptions): (MetricRecord | string)[] {
  const records: (MetricRecord | string)[] = []
  let good = 0
  let number = 0
  for (const line of lines(text)) {
    number += 1
    if (number > options.maxLines) throw new SourceError('malformed', { vi: `${options.host}: quá ${options.maxLines} dòng`, en: `${options.host}: more than ${options.maxLines} lines` })
    if (line === '' || line.startsWith('#')) continue
    const record = parseLine(line, options.openMetrics)
    if (record !== undefined) good += 1
    records.push(record ?? `dòng ${number}: ${line.slice(0, 160)}`)
  }
  const [first] = records
  if (good === 0 && typeof first === 'string') throw new SourceError('malformed', { vi: `${options.host}: không phải trang số liệu Prometheus; ${first.slice(0, 80)}`, en: `${options.host}: this is no page of Prometheus metrics; ${first.slice(0, 80)}` })
  return records
}

/** One line after another without a copy of all of them. */
function* lines(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const stop = end === -1 ? text.length : end
    yield text.slice(start, stop).trim()
    start = stop + 1
  }
}

function parseLine(line: string, openMetrics: boolean): MetricRecord | undefined {
  if (line.length > MAX_LINE) return undefined
  const [, name, labelText, valueText, timeText] = LINE.exec(openMetrics ? withoutExemplar(line) : line) ?? []
  if (name === undefined || valueText === undefined) return undefined
  const labels = parseLabels(labelText)
  const value = NUMBER.test(valueText) ? Number(valueText) : NOT_FINITE.test(valueText) ? valueText : undefined
  if (labels === undefined || value === undefined) return undefined
  const at = timeText === undefined ? undefined : NUMBER.test(timeText) ? Math.floor(Number(timeText) * (openMetrics ? 1000 : 1)) : Number.NaN
  if (Number.isNaN(at)) return undefined
  return { name, labels, value: typeof value === 'number' && !Number.isFinite(value) ? valueText : value, ...(at === undefined ? {} : { at }) }
}

/** OpenMetrics may hang ` # {trace_id="…"} 1 1.5` behind a value. A # within a label's quotes is none. */
function withoutExemplar(line: string): string {
  const end = /^(?:[^"#]|"(?:[^"\\]|\\.)*")*/.exec(line)?.[0].length ?? line.length
  return line.slice(0, end)
}

function parseLabels(text: string | undefined): Record<string, string> | undefined {
  // Without a prototype: a label called __proto__ is a label.
  const labels: Record<string, string> = Object.create(null)
  if (text === undefined || text.trim() === '') return labels
  LABEL.lastIndex = 0
  while (LABEL.lastIndex < text.length) {
    const found = LABEL.exec(text)
    if (found === null) return undefined
    labels[found[1] ?? ''] = (found[2] ?? '').replace(/\\(["\\n])/g, (_, one: string) => (one === 'n' ? '\n' : one))
  }
  return labels
}
