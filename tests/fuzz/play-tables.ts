import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { SourceError } from '#kit'
import type { SheetConfig } from '../../connectors/drivers/sheet/config.ts'
import { createSheetDriver, sheet } from '../../connectors/drivers/sheet/driver.ts'
import type { Grid } from '../../connectors/drivers/sheet/grid.ts'
import { readCsv } from '../../connectors/drivers/sheet/read-csv.ts'
import type { ReadOrder } from '../../connectors/drivers/sheet/read-in-child.ts'
import { readXlsx } from '../../connectors/drivers/sheet/read-xlsx.ts'
import type { ConfiguredSource } from '../../server/ingest/index.ts'
import { makeXlsx } from '../support/make-zip.ts'
import { mutate, mutateCell, mutateText, type Random } from './mutate.ts'
import { type Context, type Played, type Player, readRecords } from './player.ts'

const CASES = path.resolve(import.meta.dirname, '../../fixtures/systems')
/** The way a file really goes, by a process of its own, takes a hundred times as long. */
const CHILD_EVERY = 50

interface Seed {
  source: ConfiguredSource
  file: Buffer
  grid: Grid
}

const readHere = (file: Uint8Array, order: ReadOrder): Grid => (order.kind === 'csv' ? readCsv(file, order) : readXlsx(file, order))

/** Tables, handed in or fetched by SFTP, which are read alike: their cells spoilt after reading, the XML of a workbook spoilt before packing, the bytes of files spoilt, and some of these by the real way. */
export async function playTables(protocol: 'sheet' | 'sheet-sftp', sources: readonly ConfiguredSource[], context: Context): Promise<Player> {
  const seeds = (await Promise.all(sources.filter(({ driver }) => driver.protocol === protocol).map(loadSeeds))).flat()
  return {
    driver: protocol,
    async play(random, nth) {
      const seed = seeds[random(seeds.length)]
      if (seed === undefined) throw new Error('no recorded tables')
      const { source } = seed
      const config = source.config as SheetConfig // passed the driver's schema
      const way = random(4)
      const file = way === 0 ? repacked(seed.grid, random) : way < 3 ? mutate(seed.file, random) : seed.file
      const driver = nth % CHILD_EVERY === CHILD_EVERY - 1 ? sheet : createSheetDriver(async (bytes, order) => (way === 3 ? spoilt(seed.grid, random) : readHere(bytes, order)))
      try {
        return readRecords(source.system, await driver.open(config, { body: file, contentType: 'application/octet-stream' }), context)
      } catch (thrown) {
        if (thrown instanceof SourceError) return { kind: 'refused', reason: thrown.message } satisfies Played
        throw thrown
      }
    },
  }
}

/** Every third cell another one; sometimes another kind, another place, or a formula. */
function spoilt(grid: Grid, random: Random): Grid {
  const kinds = ['text', 'number', 'date', 'bool', 'error', 'unclear'] as const
  return {
    ...grid, date1904: random(20) === 0,
    rows: grid.rows.map(({ row, cells, width }) => ({
      row, ...(width === undefined ? {} : { width: random(30) === 0 ? random(50) : width }),
      cells: cells.flatMap((cell) => {
        const text = row < 3 && random(10) > 0 ? cell.text : mutateCell(cell.text, random)
        if (text === null) return []
        return [{ ...cell, text, column: random(60) === 0 ? random(200) : cell.column, kind: random(8) === 0 ? (kinds[random(kinds.length)] ?? 'text') : cell.kind, ...(random(20) === 0 ? { formula: random(2) === 0 ? 'cached' as const : 'unknown' as const } : {}), ...(random(30) === 0 ? { percent: true as const } : {}) }]
      }),
    })),
  }
}

const escaped = (text: string) => text.replace(/[<>&]/g, (sign) => `&#${sign.codePointAt(0)};`)
const nameOf = (column: number): string => (column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26))

/** A workbook in which not the zip but what is in it is broken. */
function repacked({ rows }: Grid, random: Random): Buffer {
  const xml = rows.map(({ row, cells }) => `<row r="${row}">${cells.map(({ column, text }) => `<c r="${nameOf(column)}${row}" t="inlineStr"><is><t>${escaped(random(6) === 0 ? (mutateText(text, random) ?? '') : text)}</t></is></c>`).join('')}</row>`).join('')
  return makeXlsx({ rows: random(2) === 0 ? xml : mutate(Buffer.from(xml), random).toString('utf8') })
}

async function loadSeeds(source: ConfiguredSource): Promise<Seed[]> {
  const folder = path.join(CASES, source.system.id)
  const seeds = await Promise.all((await readdir(folder)).map(async (name): Promise<Seed | undefined> => {
    const [first] = (await readdir(path.join(folder, name))).filter((file) => file.startsWith('answer'))
    const file = first === undefined ? undefined : await readFile(path.join(folder, name, first))
    return file && { source, file, grid: await gridOf(file, source.config as SheetConfig) } // passed the driver's schema
  }))
  return seeds.filter((seed) => seed !== undefined && seed.grid.rows.length > 0) as Seed[] // the line before
}

async function gridOf(file: Buffer, config: SheetConfig): Promise<Grid> {
  let grid: Grid = { date1904: false, rows: [] }
  const driver = createSheetDriver(async (bytes, order) => (grid = readHere(bytes, order)))
  await Promise.resolve(driver.open(config, { body: file, contentType: '' })).catch(() => undefined) // one that is malformed on purpose
  return grid
}
