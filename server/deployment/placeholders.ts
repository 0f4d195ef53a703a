const PLACEHOLDER = /\$\{([^}]*)\}/g
const INSIDE = /^([A-Z][A-Z0-9_]*)(?::-(.*))?$/

export interface Filled {
  value: unknown
  /** Variables that are not set, and what is no placeholder at all, with the member that asks for them. */
  missing: { name: string; path: PropertyKey[] }[]
  malformed: { text: string; path: PropertyKey[] }[]
  /** Every variable asked for. */
  names: string[]
}

/**
 * Fills `${NAME}` and `${NAME:-default}` in all texts of a value. Without an environment they are only read, not filled.
 * A filled value may be a secret: it goes nowhere but into `value`.
 */
export function fillPlaceholders(value: unknown, env: Readonly<Record<string, string>> | undefined): Filled {
  const filled: Filled = { value: undefined, missing: [], malformed: [], names: [] }

  function fill(text: string, path: PropertyKey[]): string {
    return text.replaceAll(PLACEHOLDER, (whole, inside: string) => {
      const [, name, fallback] = INSIDE.exec(inside) ?? []
      if (name === undefined) filled.malformed.push({ text: whole, path })
      else if (fallback === undefined && env !== undefined && env[name] === undefined) filled.missing.push({ name, path })
      if (name !== undefined) filled.names.push(name)
      return name === undefined || env === undefined ? whole : (env[name] ?? fallback ?? whole)
    })
  }

  function walk(part: unknown, path: PropertyKey[]): unknown {
    if (typeof part === 'string') return fill(part, path)
    if (Array.isArray(part)) return part.map((member, index) => walk(member, [...path, index]))
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, walk(member, [...path, key])]))
  }

  filled.value = walk(value, [])
  return filled
}
