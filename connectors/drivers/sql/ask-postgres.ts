import pg from 'pg'
import type { HttpTls } from '#kit'
import type { Line } from './line.ts'
import { secureLine } from './secure-line.ts'
import type { Column, Kind, Question, Table } from './table.ts'

export interface Login {
  host: string
  port: number
  database: string
  username: string
  password: string
  tls: 'none' | HttpTls
}

/** Object identifiers of PostgreSQL's own types; every other is text. */
const KINDS: Record<number, Kind> = { 16: 'truth', 20: 'whole', 21: 'whole', 23: 'whole', 26: 'whole', 700: 'number', 701: 'number', 1700: 'number', 1082: 'day', 1114: 'local', 1184: 'instant' }
const PADDED = 1042
/** As the server wrote it: the library's own reading takes a date for a moment of this machine's zone. */
const AS_TEXT = { getTypeParser: () => (text: string) => text }

/** Puts one question to PostgreSQL in a transaction that cannot write. */
export async function askPostgres(bare: Line, { tls, username, password, ...where }: Login, question: Question): Promise<Table> {
  const line = tls === 'none' ? bare : await secureLine(bare, where, tls)
  const client = new pg.Client({
    ...where, user: username, application_name: 'ioc', stream: () => line,
    password: () => password, // as a function: an empty one must not make the library look into files and the environment
    ssl: false, // the line is secure already
  })
  client.on('error', () => undefined) // told by what is under way
  try {
    await client.connect()
    await client.query([
      'begin transaction read only', `set local statement_timeout = ${question.statementTimeoutMs}`, `set local time zone '${question.timeZone}'`,
      "set local datestyle = 'ISO, YMD'", 'set local extra_float_digits = 1', "set local client_encoding = 'UTF8'",
    ].join('; '))
    return await readRows(client, question)
  } finally {
    line.destroy()
  }
}

function readRows(client: pg.Client, { text, maxRows }: Question): Promise<Table> {
  return new Promise((resolve, reject) => {
    // The extended protocol takes one statement and no second.
    const query = new pg.Query<(string | null)[]>({ text, rowMode: 'array', queryMode: 'extended', types: AS_TEXT } as pg.QueryConfig) // `rowMode` and `queryMode` are not in its types
    const rows: (string | null)[][] = []
    let padded: number[] = []
    query.on('row', (row, result) => {
      if (rows.length === 0) padded = (result?.fields ?? []).flatMap(({ dataTypeID }, index) => (dataTypeID === PADDED ? [index] : []))
      for (const index of padded) row[index] = row[index]?.trimEnd() ?? null
      if (rows.length < maxRows) rows.push(row)
    })
    query.on('error', reject)
    query.on('end', ({ fields }) => resolve({ columns: fields.map(({ name, dataTypeID }): Column => ({ name, kind: KINDS[dataTypeID] ?? 'text' })), rows }))
    client.query(query)
  })
}
