import { SourceSettings } from '#contract'
import { type Fault, faultAt, foundExpected, type Placed } from './fault.ts'
import { DUE_EXPECTED, parseDue } from './parse-due.ts'
import { fillPlaceholders } from './placeholders.ts'
import { checkYaml, readYaml, type YamlFile } from './read-yaml.ts'

export interface SourceOptions {
  /** Values for `${NAME}`; undefined: placeholders are checked for their form and left standing. */
  env: Readonly<Record<string, string>> | undefined
  demo: boolean
}

export interface SourcesRead {
  /** Every well-written source, for the cross checks. */
  all: Placed<SourceSettings>[]
  /** Those that run here. */
  running: SourceSettings[]
  /** Variables the running ones ask for. */
  variables: string[]
}

/** Reads `sources/*.yaml`. The schema sees the text before any secret is filled in, so no message can hold one. */
export function readSources(texts: ReadonlyMap<string, string>, options: SourceOptions, faults: Fault[]): SourcesRead {
  const read: SourcesRead = { all: [], running: [], variables: [] }
  for (const [file, text] of texts) {
    if (!file.startsWith('sources/')) continue
    const yaml = readYaml(file, text, faults)
    const source = yaml === undefined ? undefined : checkYaml(yaml, SourceSettings, faults, [], withDueRule(yaml, faults))
    if (source === undefined) continue
    read.all.push(source)
    checkRanges(source, faults)
    if (!source.value.enabled || (source.value.only === 'demo' && !options.demo)) continue
    const { value, missing, malformed, names } = fillPlaceholders(source.value.config, options.env)
    for (const { name, path } of missing) faults.push(faultAt(source.place('config', ...path), { vi: `chưa đặt biến môi trường ${name}`, en: `environment variable ${name} is not set` }))
    for (const { text, path } of malformed) faults.push(faultAt(source.place('config', ...path), foundExpected(path.join('.'), text, { vi: '${TEN_BIEN} hoặc ${TEN_BIEN:-mặc định}', en: '${NAME} or ${NAME:-default}' })))
    read.running.push({ ...source.value, config: value as Record<string, unknown> }) // walked member by member
    read.variables.push(...names)
  }
  return { ...read, variables: [...new Set(read.variables)].sort() }
}

/** `due: every 5m grace 1m`, as in the tables, is as good as the long form. */
function withDueRule(yaml: YamlFile, faults: Fault[]): unknown {
  const { value } = yaml
  if (typeof value !== 'object' || value === null || !('due' in value) || typeof value.due !== 'string') return value
  const { due: written, ...rest } = value as { due: string } // just looked
  const due = parseDue(written)
  if (due === undefined) faults.push(faultAt(yaml.place('due'), foundExpected('due', written, DUE_EXPECTED)))
  return due === undefined ? rest : { ...rest, due }
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/
const IPV6 = /^[0-9a-f:.]*:[0-9a-f:.]*\/(\d{1,3})$/i

/** Only the form; what a range lets through is the address guard's matter. */
function checkRanges(source: Placed<SourceSettings>, faults: Fault[]): void {
  source.value.allow.forEach((range, index) => {
    const v4 = IPV4.exec(range)?.slice(1).map(Number)
    const v6 = IPV6.exec(range)?.[1]
    const good = v4 !== undefined ? v4.every((part, i) => part <= (i === 4 ? 32 : 255)) : v6 !== undefined && Number(v6) <= 128
    if (!good) faults.push(faultAt(source.place('allow', index), foundExpected('allow', range, { vi: 'dải địa chỉ như 10.0.0.0/8', en: 'an address range such as 10.0.0.0/8' })))
  })
}
