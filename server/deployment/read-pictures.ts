import { PictureSettings } from '#contract'
import { checkTwice } from './check-links.ts'
import { type Fault, faultAt, type Placed } from './fault.ts'
import { fillPlaceholders } from './placeholders.ts'
import type { SourceOptions } from './read-sources.ts'
import { checkYaml, listIn, readYaml } from './read-yaml.ts'

export const PICTURES_FILE = 'pictures.yaml'

/** Reads `pictures.yaml`; addresses and keys are filled in after the schema saw the text, so no message can hold one. */
export function readPictures(texts: ReadonlyMap<string, string>, { env, demo }: SourceOptions, hasSource: (id: string) => boolean, faults: Fault[]): PictureSettings[] {
  const text = texts.get(PICTURES_FILE)
  const yaml = text === undefined ? undefined : readYaml(PICTURES_FILE, text, faults)
  if (yaml === undefined) return []
  const all = listIn(yaml, faults).flatMap((one, index): Placed<PictureSettings>[] => {
    const read = checkYaml(yaml, PictureSettings, faults, [index], one)
    return read === undefined ? [] : [read]
  })
  checkTwice([all], faults)
  return all.flatMap(({ value, place }) => {
    if (!hasSource(value.source)) faults.push(faultAt(place('source'), { vi: `không có nguồn "${value.source}" trong sources/`, en: `no such source: "${value.source}"` }))
    if (value.only === 'demo' && !demo) return []
    const { value: filled, missing } = fillPlaceholders({ url: value.url, authorization: value.authorization }, env)
    for (const { name, path } of missing) faults.push(faultAt(place(...path), { vi: `chưa đặt biến môi trường ${name}`, en: `environment variable ${name} is not set` }))
    const { url, authorization } = filled as Pick<PictureSettings, 'url' | 'authorization'> // walked member by member
    return [{ ...value, url, ...(authorization === undefined ? {} : { authorization }) }]
  })
}
