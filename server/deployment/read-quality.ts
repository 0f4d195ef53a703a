import { type Agency, type ChecksAsked, type Indicator, QualitySettings, type SourceSettings } from '#contract'
import { type Fault, faultAt, type Held, type Placed } from './fault.ts'
import { checkYaml, readYaml } from './read-yaml.ts'

export const QUALITY_FILE = 'quality.yaml'

const NOTHING_ASKED: Placed<QualitySettings> = { value: QualitySettings.parse({}), place: () => ({ file: QUALITY_FILE, line: 1, column: 1 }) }

/** Levels of checks; without the file those in the code hold. */
export function readQuality(texts: ReadonlyMap<string, string>, faults: Fault[]): Placed<QualitySettings> {
  const text = texts.get(QUALITY_FILE)
  const yaml = text === undefined ? undefined : readYaml(QUALITY_FILE, text, faults)
  if (yaml === undefined || yaml.value === null) return NOTHING_ASKED
  return checkYaml(yaml, QualitySettings, faults) ?? NOTHING_ASKED
}

interface Known {
  agencies: Held<Agency>
  indicators: Held<Indicator>
  sources: readonly Placed<SourceSettings>[]
}

/** Whom it names must exist, and what is bad must be worse than what is watched. */
export function checkQuality({ value, place }: Placed<QualitySettings>, { agencies, indicators, sources }: Known, faults: Fault[]): void {
  const need = (isThere: boolean, path: readonly string[], vi: string, en: string) => {
    if (!isThere) faults.push(faultAt(place(...path), { vi: `không có ${vi} "${path.at(-1)}"`, en: `no such ${en}: "${path.at(-1)}"` }))
  }
  const groups: [path: string[], asked: ChecksAsked][] = [[['checks'], value.checks]]
  for (const [id, asked] of Object.entries(value.agencies)) {
    need(agencies.has(id), ['agencies', id], 'cơ quan', 'agency')
    groups.push([['agencies', id], asked])
  }
  for (const [id, { checks, datasets }] of Object.entries(value.sources)) {
    need(sources.some((one) => one.value.id === id), ['sources', id], 'nguồn', 'source')
    groups.push([['sources', id, 'checks'], checks])
    for (const [dataset, asked] of Object.entries(datasets)) {
      need(indicators.has(dataset), ['sources', id, 'datasets', dataset], 'chỉ số', 'indicator')
      groups.push([['sources', id, 'datasets', dataset], asked])
    }
  }
  for (const [path, asked] of groups) {
    for (const [check, { warn, fail } = {}] of Object.entries(asked)) {
      if (warn === undefined || fail === undefined || fail <= warn) continue
      faults.push(faultAt(place(...path, check, 'fail'), { vi: `fail: đang là ${fail}, cần không quá warn (${warn})`, en: `fail: found ${fail}, expected at most warn (${warn})` }))
    }
  }
}
