import { chmod, lstat, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { DbUnavailableError } from '../db/index.ts'
import { ApiError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { auditFacts, factsOf, type HandInDeps, readInTurn, sha256Of } from './hand-in.ts'
import type { HandInSource } from './intake.ts'
import { putAway } from './put-away.ts'
import { describeState, nameRejects, nothingRead } from './refusals.ts'
import type { NewSubmission } from './store.ts'
import { isSameMark, type Mark, markOf, readStill } from './take-file.ts'

const LOOK_EVERY_MS = 3_000
const MOST_PER_LOOK = 20
const MOST_LISTED = 1_000
export const TAKEN = 'da-nhan'
export const WRONG = 'loi'

export interface DropDeps extends Omit<HandInDeps, 'latest' | 'can'> {
  dir: string
  log: Log
}

/**
 * Takes files laid into `<dir>/<source>/`: what was read waits for a person to sign it off and its file goes to `da-nhan`, what cannot be
 * read goes to `loi` with the reason beside it. A file counts once it has kept its size and time for a whole round.
 */
export interface DropFolder {
  start(): void
  stop(): Promise<void>
  look(): Promise<void>
}

export function createDropFolder(deps: DropDeps): DropFolder {
  const { dir, intake, clock, log } = deps
  let seen = new Map<string, Mark>()
  const told = new Set<string>()
  let cancel = () => {}
  let looking: Promise<void> | undefined

  /** Said once until it is over. */
  const tell = (what: string, thrown: unknown) => {
    if (told.has(what)) return
    told.add(what)
    log.warn({ what, reason: describeError(thrown) }, 'a file of the drop folder waits')
  }

  async function lookOnce(): Promise<void> {
    const now = new Map<string, Mark>()
    let taken = 0
    for (const source of intake.handIns().filter(({ way }) => way === 'file')) {
      const folder = path.join(dir, source.info.id)
      for (const { file, mark } of await listFiles(dir, folder).catch((thrown: unknown) => (tell(folder, thrown), []))) {
        now.set(file, mark)
        if (!isSameMark(seen.get(file), mark) || taken >= MOST_PER_LOOK) continue
        taken += 1
        try {
          await take(deps, source, { file, mark })
          told.delete(file)
        } catch (thrown) {
          tell(file, thrown)
          if (thrown instanceof DbUnavailableError) return void (seen = now)
        }
      }
    }
    seen = now
  }

  const look = (): Promise<void> => (looking ??= lookOnce().finally(() => (looking = undefined)))

  return {
    look,
    start() {
      void look()
      cancel = clock.every(LOOK_EVERY_MS, () => void look())
    },
    async stop() {
      cancel()
      await looking
    },
  }
}

interface Dropped {
  file: string
  mark: Mark
}

/** Makes the folders where they are missing. Only for our own user and its group: what lies there is not signed yet. */
async function listFiles(dir: string, folder: string): Promise<Dropped[]> {
  for (const one of [dir, folder, path.join(folder, TAKEN), path.join(folder, WRONG)]) await makePrivate(one)
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.startsWith('~$')).map(({ name }) => name).sort()
  const files: Dropped[] = []
  for (const name of names.slice(0, MOST_LISTED)) {
    const file = path.join(folder, name)
    const stats = await lstat(file).catch(() => undefined) // gone again
    if (stats?.isFile() === true) files.push({ file, mark: markOf(stats) })
  }
  return files
}

async function makePrivate(folder: string): Promise<void> {
  const stats = await lstat(folder).catch(() => undefined)
  if (stats?.isDirectory() === true) return
  if (stats !== undefined) throw new Error(`${path.basename(folder)} is no folder`)
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o770) // whatever the umask
}

async function take(deps: DropDeps, source: HandInSource, { file, mark }: Dropped): Promise<void> {
  const { store, catalogue, audit } = deps
  const away = (folder: string, note?: string) => putAway(file, { into: path.join(path.dirname(file), folder), seen: mark, ...(note === undefined ? {} : { note }) })
  if (mark.size > source.maxBytes) return void (await away(WRONG, `Tệp lớn quá ${Math.floor(source.maxBytes / 1024)} KB; hãy chia nhỏ.`))
  const body = await readStill(file, mark)
  if (body === undefined) return
  const { timeZone } = catalogue().deployment
  // First, because it also tells whether there is a PostgreSQL to keep it.
  const before = await store.openWith(source.info.id, sha256Of(body))
  if (before !== undefined) return void (await away(TAKEN, `Đúng nội dung này đã có, không nhận lần thứ hai: ${describeState(before, timeZone).vi}.`))
  const upload = { body, contentType: 'application/octet-stream', fileName: path.basename(file).normalize('NFC').replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200) }
  const outcome = await readDropped(deps, source, upload)
  if (typeof outcome === 'string') return void (await away(WRONG, outcome))
  const submission: NewSubmission = { ...factsOf(deps, source, upload, outcome), way: 'drop' }
  if ((await store.add(submission, body)) === undefined) await audit({ who: 'system', verb: 'send', thing: `submission:${submission.id}`, ip: '', allowed: true, after: auditFacts(submission) })
  await away(TAKEN)
}

/** Why nothing of it can be taken, as a text; another failure is ours, and the file waits. */
async function readDropped(deps: DropDeps, source: HandInSource, upload: { body: Buffer; contentType: string }) {
  try {
    const read = await readInTurn(deps, source.info.id, upload)
    if (read.figures.length > 0) return read
    const { detail, errors } = nothingRead(read)
    return [`${detail?.vi ?? ''}.`, ...(errors ?? []).map(({ message }) => `- ${message.vi}`), ...(read.rejectCount > nameRejects(read.rejects).length ? [`… (${read.rejectCount} lỗi)`] : [])].join('\n')
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 400) return `${thrown.detail?.vi ?? ''}.`
    throw thrown
  }
}
