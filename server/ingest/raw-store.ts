import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip, gzipSync } from 'node:zlib'
import type { RawAnswer, SourceId } from '#contract'
import { BusFullError } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'

const inflate = promisify(gunzip)
const deflate = promisify(gzip)

/** What is small is compressed at once, within a fraction of a millisecond: to hand it to a thread costs four times as much. */
const SMALL = 64 * 1024

function compress(body: Uint8Array): Buffer | Promise<Buffer> {
  if (body.byteLength <= SMALL) return gzipSync(body, { level: 4 })
  const member = deflate(body, { level: 4 })
  member.catch(() => undefined) // told to whoever waits for the writing
  return member
}

/** The bytes as received, kept with their hash: the far end of the way back from any number. */
export interface RawStore {
  /** On disk when it resolves. An answer equal to the source's last one is not written twice. Throws `BusFullError` where the disk has no room: the sender comes again. */
  keep(source: SourceId, body: Uint8Array, contentType?: string): Promise<RawAnswer>
  /** The bytes again; throws when they are gone or no longer have their hash. */
  open(answer: RawAnswer): Promise<Uint8Array>
  close(): Promise<void>
}

/** One that is to be kept; `member` is its body compressed. */
interface Answer extends Omit<RawAnswer, 'place'> {
  member: Buffer | Promise<Buffer>
}

/**
 * One append-only file per source, day and process: gzip members one after another, found again by offset and length.
 * A file per answer would mean ten files a second from a busy pusher.
 */
export function createRawStore(deps: { dir: string; instance: string; clock: Clock; maxBytesPerSource: number }): RawStore {
  const files = new Map<SourceId, { name: string; handle: FileHandle; size: number }>()
  const last = new Map<SourceId, RawAnswer>()
  const commits = new Map<SourceId, GroupCommit<Answer, RawAnswer>>()

  async function fileOf(source: SourceId): Promise<{ name: string; handle: FileHandle; size: number }> {
    const day = new Date(deps.clock.now()).toISOString().slice(0, 10)
    const name = path.posix.join(source, `${day}.${deps.instance}.gz`)
    const known = files.get(source)
    if (known?.name === name) return known
    await known?.handle.close()
    await mkdir(path.join(deps.dir, source), { recursive: true, mode: 0o700 })
    await dropOldest(path.join(deps.dir, source), deps.maxBytesPerSource)
    const handle = await open(path.join(deps.dir, name), 'a', 0o600)
    const file = { name, handle, size: (await handle.stat()).size }
    files.set(source, file)
    return file
  }

  async function append(source: SourceId, answers: readonly Answer[]): Promise<RawAnswer[]> {
    const file = await fileOf(source)
    const members = await Promise.all(answers.map(async ({ member }) => member))
    try {
      await file.handle.appendFile(Buffer.concat(members))
      await file.handle.datasync()
    } catch (thrown) {
      // A piece of it may lie there: where the next one begins is asked anew.
      files.delete(source)
      await file.handle.close().catch(() => undefined)
      throw thrown
    }
    return answers.map(({ member: _member, ...facts }, index) => {
      const length = members[index]?.byteLength ?? 0
      const answer: RawAnswer = { ...facts, place: `${file.name}:${file.size}:${length}` }
      file.size += length
      last.set(source, answer)
      return answer
    })
  }

  /** One writing at a time per source: the offset must be the one we wrote at. */
  function commitOf(source: SourceId): GroupCommit<Answer, RawAnswer> {
    const commit = commits.get(source) ?? createGroupCommit((answers) => append(source, answers).catch(tellFull))
    commits.set(source, commit)
    return commit
  }

  return {
    async keep(source, body, contentType) {
      const sha256 = createHash('sha256').update(body).digest('hex')
      const before = last.get(source)
      if (before?.sha256 === sha256) return before
      return commitOf(source).add({ sha256, bytes: body.byteLength, member: compress(body), ...(contentType === undefined ? {} : { contentType }) })
    },
    async open(answer) {
      const [name = '', offset = '', length = ''] = answer.place?.split(':') ?? []
      const handle = await open(path.join(deps.dir, path.posix.normalize(`/${name}`)), 'r')
      try {
        const member = Buffer.alloc(Number(length))
        await handle.read(member, 0, member.byteLength, Number(offset))
        const body = await inflate(member)
        if (createHash('sha256').update(body).digest('hex') !== answer.sha256) throw new Error(`raw answer ${answer.sha256} is no longer what was received`)
        return body
      } finally {
        await handle.close()
      }
    },
    async close() {
      await Promise.all([...commits.values()].map((commit) => commit.idle()))
      await Promise.all([...files.values()].map((file) => file.handle.close()))
      files.clear()
    },
  }
}

const tellFull = (thrown: unknown): never => {
  const isFull = thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT')
  throw isFull ? new BusFullError({ kind: 'disk', detail: 'không còn chỗ cho bản gốc / no room for the raw answer' }) : thrown
}

/** File names begin with the day, so their order is their age. The newest stays whatever its size. */
async function dropOldest(folder: string, maxBytes: number): Promise<void> {
  const names = (await readdir(folder)).sort()
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size))
  let total = sizes.reduce((sum, size) => sum + size, 0)
  for (const [index, name] of names.slice(0, -1).entries()) {
    if (total <= maxBytes) return
    await rm(path.join(folder, name))
    total -= sizes[index] ?? 0
  }
}
