import type { Text } from '#contract'
import { nameKey } from './name-key.ts'
import type { Shape } from './read-geojson.ts'

/** A locality that wants a shape. */
export interface Wanted {
  code: string
  name: string
}

export interface MatchOptions {
  codeField: string | undefined
  nameField: string | undefined
}

export interface Matched {
  found: { code: string; name: string; shape: Shape }[]
  byName: string[]
  /** Shapes of the file that belong to none of ours. */
  strangers: string[]
  missing: Wanted[]
  faults: Text[]
}

/** By code first; a code whose name is another one's is a fault, because official codes were used again in a later era. Then by name. */
export function matchShapes(shapes: readonly Shape[], wanted: readonly Wanted[], options: MatchOptions): Matched {
  const byCode = new Map(wanted.map((one) => [codeKey(one.code), one]))
  const byName = indexNames(wanted)
  const matched: Matched = { found: [], byName: [], strangers: [], missing: [], faults: [] }
  shapes.forEach((shape, i) => {
    const code = readField(shape, options.codeField)
    const name = readField(shape, options.nameField)
    const coded = code === undefined ? undefined : byCode.get(codeKey(code))
    const named = name === undefined ? undefined : byName.get(nameKey(name).full) ?? byName.get(nameKey(name).bare)
    const one = coded ?? named
    if (one === undefined) matched.strangers.push([code, name].filter((part) => part !== undefined).join(' ') || `#${i + 1}`)
    else if (coded !== undefined && name !== undefined && nameKey(name).bare !== nameKey(coded.name).bare) matched.faults.push(sayOther(coded, name))
    else if (matched.found.some((other) => other.code === one.code)) matched.faults.push({ vi: `${one.code} ${one.name} có hai lần trong tệp`, en: `${one.code} ${one.name} stands twice in the file` })
    else {
      matched.found.push({ ...one, shape })
      if (coded === undefined) matched.byName.push(one.name)
    }
  })
  matched.missing = wanted.filter(({ code }) => !matched.found.some((one) => one.code === code))
  return matched
}

const sayOther = ({ code, name }: Wanted, found: string): Text => ({
  vi: `mã ${code} trong tệp là "${found}", ở đây là "${name}": tệp của thời kỳ khác, hay sai trường tên?`,
  en: `code ${code} is "${found}" in the file and "${name}" here: a file of another era, or the wrong name field?`,
})

/** A code kept as a number loses its leading zeros. */
const codeKey = (code: string): string => code.trim().replace(/^0+/, '')

function readField({ properties }: Shape, field: string | undefined): string | undefined {
  const value = field === undefined ? undefined : properties[field]
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? String(value) : undefined
}

/** Names without `xã` or `phường` count only where they are nobody else's. */
function indexNames(wanted: readonly Wanted[]): Map<string, Wanted> {
  const index = new Map<string, Wanted>()
  const bares = wanted.map(({ name }) => nameKey(name).bare)
  wanted.forEach((one, i) => {
    if (bares.indexOf(bares[i] ?? '') === bares.lastIndexOf(bares[i] ?? '')) index.set(bares[i] ?? '', one)
  })
  for (const one of wanted) index.set(nameKey(one.name).full, one)
  return index
}
