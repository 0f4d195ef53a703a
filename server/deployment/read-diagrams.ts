import { createHash } from 'node:crypto'
import type { Diagram } from '#contract'
import type { Fault, Held, Placed } from './fault.ts'
import { readDiagram } from './read-diagram.ts'

const FILE = /^diagrams\/(.+)\.svg$/

/** Reads `diagrams/*.svg`: a drawing is called as its file is. */
export function readDiagrams(texts: ReadonlyMap<string, string>, faults: Fault[]): Held<Diagram> {
  const all: Placed<Diagram>[] = []
  const ids = new Set<string>()
  for (const [file, text] of texts) {
    const id = FILE.exec(file)?.[1]
    if (id === undefined) continue
    ids.add(id)
    const { root, title } = readDiagram(file, text, faults)
    const [, , width, height] = root?.attributes.viewBox?.trim().split(/[\s,]+/).map(Number) ?? []
    if (root === undefined || width === undefined || height === undefined) continue
    const version = createHash('sha256').update(text).digest('base64url').slice(0, 16)
    all.push({ value: { id, version, width, height, ...(title === undefined ? {} : { title: { vi: title, en: title } }), root }, place: () => ({ file, line: 1, column: 1 }) })
  }
  return { all, has: (id) => ids.has(id) }
}
