import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ImportOptions, ImportOutcome } from './import-map.ts'

/** 60 MB of GeoJSON are ten times as much as objects. */
const HEAP_MB = 1_536
const WITHIN_MS = 60_000

export type ImportInChild = (file: Uint8Array, options: ImportOptions) => Promise<ImportOutcome>

/** Reads an official file in a process of its own, with bounds on memory and time and without our environment: the live street does not wait for it. */
export function createChildImport({ heapMb = HEAP_MB, withinMs = WITHIN_MS, program = ourProgram() }: { heapMb?: number; withinMs?: number; program?: string[] } = {}): ImportInChild {
  return (file, options) => new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, ...program], { env: {}, stdio: ['pipe', 'pipe', 'ignore'] })
    const answer: Buffer[] = []
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, withinMs)
    child.stdout.on('data', (chunk: Buffer) => answer.push(chunk))
    child.stdin.on('error', () => undefined) // it died before it had read all; its end tells why
    child.on('error', (cause) => {
      clearTimeout(timer)
      reject(new Error('could not start the reader of maps', { cause }))
    })
    child.on('close', () => {
      clearTimeout(timer)
      if (answer.length > 0 && !isLate) resolve(JSON.parse(Buffer.concat(answer).toString('utf8')) as ImportOutcome) // written by our own import-child
      else resolve({ ok: false, faults: [isLate ? LATE : BROKEN], report: [] })
    })
    child.stdin.write(`${JSON.stringify(options)}\n`)
    child.stdin.end(file)
  })
}

const LATE = { vi: `đọc tệp lâu quá ${WITHIN_MS / 1000} giây`, en: `reading takes more than ${WITHIN_MS / 1000} seconds` }
const BROKEN = { vi: 'tệp cần quá nhiều bộ nhớ để đọc, hoặc bị hỏng', en: 'the file needs too much memory, or is broken' }

/** From the sources it runs by tsx; in a bundle it lies, built, beside the bundle. */
function ourProgram(): string[] {
  if (!import.meta.url.endsWith('.ts')) return [fileURLToPath(new URL('./import-child.js', import.meta.url))]
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return ['--import', tsx, fileURLToPath(new URL('./import-child.ts', import.meta.url))]
}
