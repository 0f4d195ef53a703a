import { Briefing, Scene, Wall } from '#contract'
import { valueAt } from './describe-issue.ts'
import type { Fault, Held, Placed } from './fault.ts'
import { checkYaml, listIn, readYaml } from './read-yaml.ts'

export const WALLS_FILE = 'walls.yaml'
export const BRIEFING_FILE = 'briefing.yaml'

export function readScenes(texts: ReadonlyMap<string, string>, faults: Fault[]): Held<Scene> {
  const all: Placed<Scene>[] = []
  const ids = new Set<unknown>()
  let unread = false
  for (const [file, text] of texts) {
    if (!file.startsWith('scenes/')) continue
    const yaml = readYaml(file, text, faults)
    const scene = yaml === undefined ? undefined : checkYaml(yaml, Scene, faults)
    if (yaml === undefined) unread = true
    else ids.add(valueAt(yaml.value, ['id']))
    if (scene !== undefined) all.push(scene)
  }
  return { all, has: (id) => unread || ids.has(id) }
}

export function readWalls(texts: ReadonlyMap<string, string>, faults: Fault[]): Placed<Wall>[] {
  const text = texts.get(WALLS_FILE)
  const yaml = text === undefined ? undefined : readYaml(WALLS_FILE, text, faults)
  if (yaml === undefined) return []
  return listIn(yaml, faults).flatMap((one, index) => checkYaml(yaml, Wall, faults, [index], one) ?? [])
}

/** What the leaders' pages show; a centre without the file has no such pages. */
export function readBriefing(texts: ReadonlyMap<string, string>, faults: Fault[]): Placed<Briefing> | undefined {
  const text = texts.get(BRIEFING_FILE)
  const yaml = text === undefined ? undefined : readYaml(BRIEFING_FILE, text, faults)
  return yaml === undefined ? undefined : checkYaml(yaml, Briefing, faults)
}
