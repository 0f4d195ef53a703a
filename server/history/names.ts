import type { Queries } from '../db/index.ts'

/** Numbers for names, given once and remembered. */
export interface Names {
  /** Every name has its number afterwards. */
  learn(queries: Queries, names: Iterable<string>): Promise<void>
  numberOf(name: string): number
  /** What a transaction that was undone had learnt must be asked again. */
  forget(): void
}

export function createNames(table: 'series' | 'source'): Names {
  const known = new Map<string, number>()
  let fresh: string[] = []

  async function ask(queries: Queries, names: string[]): Promise<void> {
    const rows = await queries.query<{ id: number; name: string }>(`select id, name from ${table} where name = any($1)`, [names])
    for (const { id, name } of rows) known.set(name, id)
  }

  return {
    async learn(queries, names) {
      const unknown = [...new Set(names)].filter((name) => !known.has(name))
      fresh = unknown
      if (unknown.length === 0) return
      await ask(queries, unknown)
      const missing = unknown.filter((name) => !known.has(name))
      if (missing.length === 0) return
      // Only what is truly new: an insert that finds its name taken would still use up a number.
      await queries.query(`insert into ${table} (name) select unnest($1::text[]) on conflict (name) do nothing`, [missing])
      await ask(queries, missing)
    },
    numberOf: (name) => {
      const number = known.get(name)
      if (number === undefined) throw new Error(`no number for ${table} ${name}`)
      return number
    },
    forget: () => {
      for (const name of fresh) known.delete(name)
    },
  }
}
