import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type * as z from 'zod'
import type { Text } from '#contract'
import { describeIssues } from './describe-issue.ts'
import { type Fault, faultAt, type Place, type Placed } from './fault.ts'

/** A parsed YAML file that knows where each of its members stands. */
export interface YamlFile extends Placed<unknown> {
  /** Where a key is written, for what is wrong with the key itself. */
  keyPlace(path: readonly PropertyKey[]): Place
}

const SYNTAX_VI: Record<string, string> = {
  DUPLICATE_KEY: 'mục này đã có ở trên',
  TAB_AS_INDENT: 'thụt dòng bằng Tab; hãy dùng dấu cách',
  BAD_INDENT: 'thụt dòng không đều',
  MISSING_CHAR: 'thiếu dấu đóng',
}

/** Undefined when the file is no YAML; then each fault of its syntax is in `faults`. */
export function readYaml(file: string, text: string, faults: Fault[]): YamlFile | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (document.errors.length > 0) {
    for (const { code, message, pos } of document.errors) faults.push(faultAt(placeOf(pos[0]), { vi: `sai cú pháp YAML: ${SYNTAX_VI[code] ?? message}`, en: `wrong YAML: ${message}` }))
    return undefined
  }
  const nodePlace = (node: Node | null | undefined): Place | undefined => (node?.range ? placeOf(node.range[0]) : undefined)

  /** The member itself, or, where it is missing, the nearest that is there. */
  function place(...path: readonly PropertyKey[]): Place {
    for (let length = path.length; length > 0; length -= 1) {
      const found = nodePlace(document.getIn(path.slice(0, length), true) as Node | undefined) // with `true` it answers nodes
      if (found !== undefined) return found
    }
    return nodePlace(document.contents) ?? { file, line: 1, column: 1 }
  }

  function keyPlace(path: readonly PropertyKey[]): Place {
    const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined
    return nodePlace(pair?.key as Node | undefined) ?? place(...path)
  }

  try {
    return { value: document.toJS() as unknown, place, keyPlace }
  } catch (thrown) {
    // Aliases upon aliases: a file of a few lines that unfolds to gigabytes.
    faults.push(faultAt({ file, line: 1, column: 1 }, { vi: 'tệp dùng quá nhiều tham chiếu (*)', en: `too many aliases: ${String(thrown)}` }))
    return undefined
  }
}

/** Checks one part of a file against a schema; every fault is told, and then there is no value. */
export function checkYaml<T>(yaml: YamlFile, schema: z.ZodType<T>, faults: Fault[], base: readonly PropertyKey[] = [], data: unknown = yaml.value): Placed<T> | undefined {
  const parsed = schema.safeParse(data)
  if (parsed.success) return { value: parsed.data, place: (...path) => yaml.place(...base, ...path) }
  for (const { path, atKey, text } of describeIssues(parsed.error.issues, data)) {
    const whole = [...base, ...path]
    faults.push(faultAt(atKey ? yaml.keyPlace(whole) : yaml.place(...whole), text))
  }
  return undefined
}

/** A file's text must be one list; anything else is a fault. */
export function listIn(yaml: YamlFile, faults: Fault[]): unknown[] {
  if (Array.isArray(yaml.value)) return yaml.value as unknown[]
  const text: Text = { vi: 'cần một danh sách (mỗi mục bắt đầu bằng "- ")', en: 'expected a list (each entry begins with "- ")' }
  if (yaml.value !== null) faults.push(faultAt(yaml.place(), text))
  return []
}
