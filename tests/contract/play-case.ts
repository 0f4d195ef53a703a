import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { createGuardedConnect, createGuardedFetch, type Driver, type DriverIo, type GuardedAnswer, normalise, type NormaliseContext, type PollDriver, SourceError, type System } from '#kit'
import { askRecords } from './ask-case.ts'
import { collectTwice } from './collect-twice.ts'
import { askDevice } from './device-case.ts'
import { hearRecords, readRecorded } from './hear-case.ts'
import { fetchTables } from './sftp-case.ts'
import { hearMessages, readMessages } from './syslog-case.ts'

/** The moment at which every recorded answer came in: Thursday 15/10/2026, 10:00 in the province. */
export const CASE_NOW = Date.parse('2026-10-15T03:00:00Z')
const PASS_MS = 10_000

export interface CaseOutcome {
  samples: { series: string }[]
  rejects: object[]
}

/** `settings.json` beside the answers holds settings of the source. Runs a recorded answer through the system's real driver and the real normalise, as a pass of ingest would. */
export async function playCase(folder: string, { system, driver, context }: { system: System; driver: Driver; context: Omit<NormaliseContext, 'receivedAt'> }): Promise<CaseOutcome | SourceError> {
  const files = (await readdir(folder)).sort()
  const read = async (prefix: string): Promise<Recorded[]> =>
    Promise.all(files.filter((file) => file.startsWith(prefix)).map(async (file) => ({ file, body: await readFile(path.join(folder, file)) })))
  const answers = await read('answer')
  if (answers.length === 0) throw new Error(`${folder} has no answer.*`)
  try {
    const [settings] = await read('settings')
    const own = settings === undefined ? {} : (JSON.parse(Buffer.from(settings.body).toString('utf8')) as object) // of this repository; the driver's schema checks it
    const records = await recordsOf({ system: { ...system, config: { ...system.config, ...own } }, driver, answers, before: await read('before') })
    return readable(normalise({ system, records, context: { ...context, receivedAt: CASE_NOW } }))
  } catch (thrown) {
    if (thrown instanceof SourceError) return thrown
    throw thrown
  }
}

export interface Recorded {
  file: string
  body: Uint8Array
}

const CONTENT_TYPES: Record<string, string> = { '.json': 'application/json', '.ndjson': 'application/x-ndjson', '.prom': 'text/plain; version=0.0.4', '.html': 'text/html', '.xml': 'application/xml', '.txt': 'text/plain', '.ics': 'text/calendar; charset=utf-8' }
/** A text file is sent with its name, which is what follows `answer-`. */
const contentTypeOf = ({ file }: Recorded): string => {
  const type = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream'
  return file.startsWith('answer-') && type === 'text/plain' ? `${type}; name="${file.slice('answer-'.length)}"` : type
}

async function recordsOf({ system, driver, answers, before }: { system: System; driver: Driver; answers: Recorded[]; before: Recorded[] }): Promise<unknown[]> {
  if (driver.kind === 'inbox') {
    const [only] = answers
    return only === undefined ? [] : driver.open(driver.config.parse(system.config), { body: only.body, contentType: contentTypeOf(only) })
  }
  if (driver.protocol === 'syslog') return hearMessages(system, driver, { messages: answers.flatMap(({ body }) => readMessages(Buffer.from(body).toString('utf8'))), now: CASE_NOW })
  if (driver.kind === 'listen') return hearRecords(system, driver, answers.flatMap(({ body }) => readRecorded(Buffer.from(body).toString('utf8'))))
  if (driver.protocol === 'snmp') return askDevice(system, driver, answers[0]?.body ?? new Uint8Array(), CASE_NOW)
  if (driver.protocol === 'sheet-sftp') return fetchTables(system, driver, answers, CASE_NOW)
  if (driver.protocol === 'sql') return askRecords(system, driver, answers, CASE_NOW)
  const config = driver.config.parse({ url: 'https://so-nganh.example/so-lieu', ...system.config })
  const earlier = before.length === 0 ? undefined : await collect(driver, config, { answers: before, now: CASE_NOW - PASS_MS, bookmark: undefined })
  return (await collect(driver, config, { answers, now: CASE_NOW, bookmark: earlier?.bookmark })).records
}

/** The department is played by the recorded files, handed out one after the other. */
function collect(driver: PollDriver<unknown>, config: unknown, pass: { answers: Recorded[]; now: number; bookmark: string | undefined }) {
  const left = [...pass.answers]
  const io: DriverIo = {
    fetch: () => {
      const next = left.shift()
      if (next === undefined) return Promise.reject(new Error('the driver asked for more than was recorded'))
      return Promise.resolve<GuardedAnswer>({ status: 200, headers: { 'content-type': contentTypeOf(next) }, body: next.body })
    },
    connect: () => Promise.reject(new Error('no lines here')),
    signal: new AbortController().signal,
    now: () => pass.now,
    bookmark: pass.bookmark,
  }
  return collectTwice(driver, config, io)
}

/** One pass over real HTTP on this machine. */
export async function collectOverHttp(system: System, driver: Driver, url: string, timeoutMs = 10_000): Promise<unknown[]> {
  if (driver.kind !== 'poll') throw new Error(`${driver.protocol} does not ask`)
  const signal = AbortSignal.timeout(timeoutMs)
  const guard = { allow: ['127.0.0.0/8'], timeoutMs, signal }
  return (await driver.collect(driver.config.parse({ ...system.config, url }), { fetch: createGuardedFetch(guard), connect: createGuardedConnect(guard), signal, now: () => Date.now(), bookmark: undefined })).records
}

/** As an official could check it by hand: moments in ISO 8601, reasons left to the kit's own tests. */
function readable({ samples, rejects }: ReturnType<typeof normalise>): CaseOutcome {
  return {
    // Which feed an indicator belongs to is the catalogue's matter, not the system's.
    samples: samples.map((sample) => ({ ...sample, at: new Date(sample.at).toISOString(), feed: undefined })),
    rejects: rejects.map(({ index, code, pointer }) => ({ index, code, ...(pointer === undefined ? {} : { pointer }) })),
  }
}
