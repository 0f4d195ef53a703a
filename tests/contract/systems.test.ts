import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type Driver, SourceError } from '#kit'
import { drivers, findDriver, findSystem, systems } from '../../connectors/index.ts'
import { stopAsking } from './ask-case.ts'
import { deviceAccess } from './device-case.ts'
import { stopHearing } from './hear-case.ts'
import { type CaseOutcome, playCase } from './play-case.ts'
import { loadContext } from './load-context.ts'
import { NO_SFTP } from './sftp-case.ts'

/** Every registered system through its recorded answers. A system joins by being registered, and must bring its cases. */
const CASES = path.resolve(import.meta.dirname, '../../fixtures/systems')
const MUST_HAVE = ['good', 'empty', 'malformed', 'bad-row', 'wrong-unit-text', 'renamed-field']

const ErrorFile = z.strictObject({ kind: z.string(), message: z.string().min(1) })
/** A system that speaks of every commune: the samples of these subjects, and how many there are of all. */
const Part = z.strictObject({ subjects: z.array(z.string()).min(1), allSamples: z.int() })
const ExpectedFile = z.strictObject({ of: Part.optional(), samples: z.array(z.looseObject({ series: z.string() })), rejects: z.array(z.looseObject({ code: z.string() })) })

function partOf({ samples, rejects }: CaseOutcome, of: z.infer<typeof Part>): object {
  return { of: { ...of, allSamples: samples.length }, samples: samples.filter(({ series }) => of.subjects.includes(series.split('@')[1] ?? '')), rejects }
}

const foldersIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
}
const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'))

const context = await loadContext()
const cases = new Map(await Promise.all(systems.map(async ({ id }) => [id, await foldersIn(path.join(CASES, id))] as const)))

afterAll(async () => {
  await stopHearing()
  await stopAsking()
})

/** What a deployment adds to a system's settings: where, and as whom. */
const address = (driver: Driver | undefined): object => {
  if (driver?.kind === 'inbox') return {}
  if (driver?.protocol === 'snmp') return deviceAccess('snmp://so-nganh.example')
  if (driver?.protocol === 'syslog') return { port: 6_514 }
  if (driver?.protocol === 'sheet-sftp') return NO_SFTP
  if (driver?.protocol === 'sql') return { url: 'postgres://so-nganh.example/so_lieu', username: 'ioc' }
  return { url: driver?.kind === 'listen' ? 'mqtt://so-nganh.example' : 'https://so-nganh.example/' }
}

describe.each(systems)('system $id', (system) => {
  it('brings the cases every system must have', () => {
    expect(cases.get(system.id)).toEqual(expect.arrayContaining(MUST_HAVE))
  })

  it('names a registered driver, and the driver takes its settings', () => {
    const driver = findDriver(system.driver)
    expect(driver?.config.safeParse({ ...system.config, ...address(driver) })).toMatchObject({ success: true })
  })

  it('reads only indicators the catalogue has', () => {
    expect(system.readings.map(({ indicator }) => indicator).filter((id) => !context.indicators.has(id))).toEqual([])
  })

  it.each(cases.get(system.id) ?? [])('makes of the recorded answer "%s" what was expected', async (name) => {
    const folder = path.join(CASES, system.id, name)
    const driver = findDriver(system.driver)
    if (driver === undefined) throw new Error(`no driver ${system.driver}`)
    const outcome = await playCase(folder, { system, driver, context })
    if (outcome instanceof SourceError) {
      const expected = ErrorFile.parse(await readJson(path.join(folder, 'error.json')))
      expect({ kind: outcome.kind, message: outcome.message }).toEqual({ kind: expected.kind, message: expect.stringContaining(expected.message) })
    } else {
      const expected = ExpectedFile.parse(await readJson(path.join(folder, 'expected.json')))
      expect(expected.of === undefined ? outcome : partOf(outcome, expected.of)).toEqual(expected)
    }
  })
})

describe('the register', () => {
  it('lists every system and driver once and finds each by its name', () => {
    expect(new Set(systems.map(({ id }) => id)).size).toBe(systems.length)
    expect(new Set(drivers.map(({ protocol }) => protocol)).size).toBe(drivers.length)
    for (const system of systems) expect(findSystem(system.id)).toBe(system)
    for (const driver of drivers) expect(findDriver(driver.protocol)).toBe(driver)
    expect(findSystem('khong-co')).toBeUndefined()
    expect(findDriver('khong-co')).toBeUndefined()
  })

  it('lists every system folder that exists, and no recorded answers lie about without a system', async () => {
    const folders = await foldersIn(path.resolve(import.meta.dirname, '../../connectors/systems'))
    expect(folders).toEqual(systems.map(({ id }) => id).sort())
    expect(await foldersIn(CASES)).toEqual(folders)
  })
})
