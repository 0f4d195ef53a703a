import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import * as z from 'zod'

const Manifest = z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()).default([]), css: z.array(z.string()).default([]) }))

export interface FirstFile {
  file: string
  kB: number
}

/** All scripts and styles a browser must have before the room behind `entries` can be drawn: what they import, and what that imports; packed, largest first. */
export async function firstFiles(clientDir: string, entries: readonly string[]): Promise<FirstFile[]> {
  const manifest = Manifest.parse(JSON.parse(await readFile(path.join(clientDir, '.vite/manifest.json'), 'utf8')))
  const files = new Set<string>()
  const seen = new Set<string>()
  const follow = (key: string): void => {
    if (seen.has(key)) return
    seen.add(key)
    const chunk = manifest[key]
    if (chunk === undefined) throw new Error(`the built screens have no ${key}`)
    for (const file of [chunk.file, ...chunk.css]) files.add(file)
    for (const one of chunk.imports) follow(one)
  }
  for (const entry of entries) follow(entry)
  const sized = await Promise.all([...files].map(async (file) => ({ file, kB: gzipSync(await readFile(path.join(clientDir, file))).byteLength / 1_000 })))
  return sized.toSorted((a, b) => b.kB - a.kB)
}
