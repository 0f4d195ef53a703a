import { readFile } from 'node:fs/promises'
import { parseSync } from 'oxc-parser'

export interface Import {
  from: string
  line: number
  typeOnly: boolean
}

/** Every static and dynamic import and re-export of one file, by the parser, not by looking at text. */
export async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(file, 'utf8')
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
  const found: Import[] = []
  for (const one of module.staticImports) {
    found.push({ from: one.moduleRequest.value, line: lineOf(one.start), typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType) })
  }
  for (const one of module.staticExports) {
    const source = one.entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest
    if (source) found.push({ from: source.value, line: lineOf(one.start), typeOnly: one.entries.every((entry) => entry.isType) })
  }
  for (const one of module.dynamicImports) {
    const literal = text.slice(one.moduleRequest.start, one.moduleRequest.end)
    found.push({ from: literal.replace(/^['"`]|['"`]$/g, ''), line: lineOf(one.start), typeOnly: false })
  }
  return found
}
