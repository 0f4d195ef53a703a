import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SystemFacts } from './check-links.ts'

/** For tests: the smallest correct deployment, of another province and another zone. */
export const TINY: Readonly<Record<string, string>> = {
  'deployment.yaml': `id: tiny
name: { vi: Tỉnh Nhỏ, en: Tiny }
centre: { vi: Trung tâm, en: Centre }
timeZone: Europe/Paris
subject: p1
workingCalendar:
  weekend: [sat, sun]
  holidays:
    - { day: 2026-02-14, until: 2026-02-22, name: { vi: Tết, en: Lunar New Year } }
  makeUpDays:
    - { day: 2026-08-22 }
`,
  'indicators.csv': `id,name_vi,name_en,domain,owner,unit,kind,direction,decimals,due,aggregation,level,warn,critical
a.rate,"Tỷ lệ, đúng hạn",Rate,a,office,%,rate,higher,1,every 5m grace 1m,weighted,commune,98,95
a.heat,Nhiệt độ,Heat,a,office,°C,gauge,band,1,workday 17:00,max,site,18..27,15..32
`,
  'agencies.csv': `id,name_vi,name_en,kind
office,Văn phòng,Office,office
`,
  'localities.csv': `id,name_vi,name_en,short,level,kind,code,parent,valid_from
p1,Tỉnh Một,Province One,Một,province,province,01,,2025-07-01
p1-1,Xã Hai,Commune Two,Hai,commune,commune,0101,p1,2025-07-01
`,
  'targets.csv': `indicator,subject,value,main,basis
a.rate,p1,98,yes,QĐ 1
`,
  'sources/one.yaml': `id: one
system: sys
every: 30s
allow: [127.0.0.0/8]
config:
  url: \${ONE_URL}/api
  auth: { kind: bearer, token: '\${ONE_TOKEN}' }
`,
  'scenes/main.yaml': `id: main
title: { vi: Chính, en: Main }
feeds: [a]
layouts:
  { 3x2: [[a]], 2x2: [[a]],
    1x1: [[a]] }
turns: [a]
panels:
  - id: left
    tile: a
    widget: kpi-tile
    column: 1
    columns: 6
    row: 1
    rows: 6
    query: { series: [a.rate@p1] }
  - { id: right, tile: a, widget: ranking, column: 7, columns: 6, row: 1, rows: 6, query: { indicator: a.rate, level: commune, of: p1 } }
`,
  'walls.yaml': `- { id: wall, title: { vi: Tường, en: Wall }, scene: main }
`,
}

export const TINY_SYSTEMS: readonly SystemFacts[] = [{ id: 'sys', agency: 'office', readings: [{ indicator: 'a.rate' }] }]
export const TINY_ENV = { ONE_URL: 'http://127.0.0.1:9', ONE_TOKEN: 'very-secret' }

export interface TinyFolder {
  folder: string
  write(file: string, text: string | Uint8Array): Promise<void>
  remove(): Promise<void>
}

/** `changes` replaces whole files; null leaves one out. */
export async function makeTinyFolder(changes: Readonly<Record<string, string | Uint8Array | null>> = {}): Promise<TinyFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ioc-deployment-'))
  const write = async (file: string, text: string | Uint8Array) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
    await writeFile(path.join(folder, file), text)
  }
  for (const [file, text] of Object.entries({ ...TINY, ...changes })) if (text !== null) await write(file, text)
  return { folder, write, remove: () => rm(folder, { recursive: true, force: true }) }
}
