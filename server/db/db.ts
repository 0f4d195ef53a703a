/** A row as the driver gives it; parse it before trusting it. */
export type Row = Record<string, unknown>

/** What may be asked of PostgreSQL. Values travel beside the text, never inside it; a question with a `name` is parsed once per connection. */
export interface Queries {
  query<R extends Row = Row>(text: string, values?: readonly unknown[], name?: string): Promise<R[]>
}

/** One PostgreSQL behind a pool. Throws `DbUnavailableError` while there is none to reach: the caller waits or does without. */
export interface Db extends Queries {
  /** All or nothing; rolled back when `work` throws. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /** Resolves once the server answers and the migrations have run; throws otherwise. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** Down, starting, or the connection was cut: nothing is known about what was under way. */
export class DbUnavailableError extends Error {
  override readonly name = 'DbUnavailableError'
}
