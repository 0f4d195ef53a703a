import mysql, { type Connection, type FieldPacket, type QueryOptions } from 'mysql2'
import { tlsOf } from '#kit'
import type { Login } from './ask-postgres.ts'
import type { Line } from './line.ts'
import type { Column, Kind, Question, Table } from './table.ts'

/** Numbers of the protocol; every other type is text. */
const TIMESTAMP = 7
const KINDS: Record<number, Kind> = { 1: 'whole', 2: 'whole', 3: 'whole', 8: 'whole', 9: 'whole', 13: 'whole', 0: 'number', 4: 'number', 5: 'number', 246: 'number', 10: 'day', 14: 'day', 12: 'local', [TIMESTAMP]: 'instant' }

/** Puts one question to MySQL or MariaDB in a transaction that cannot write. */
export async function askMysql(line: Line, { tls, username, ...where }: Login, question: Question): Promise<Table> {
  const connection = mysql.createConnection({
    ...where, user: username, stream: line, flags: ['-LOCAL_FILES', '-MULTI_STATEMENTS'],
    // Otherwise it makes program text of the columns' names, which the department chooses.
    disableEval: true,
    ...(tls === 'none' ? {} : { ssl: { rejectUnauthorized: true, verifyIdentity: true, ...tlsOf({ tls }) } }),
  })
  // What ends the line is told here, and to a question only once it is being asked.
  const broken = new Promise<never>((_, reject) => {
    // Of a wrong certificate it first tells the cut, and the reason only then.
    connection.on('error', (error) => (error.code === 'PROTOCOL_CONNECTION_LOST' ? setImmediate(() => reject(error)) : reject(error)))
  })
  broken.catch(() => undefined)
  const run = (text: string, maxRows?: number) => Promise.race([ask(connection, text, maxRows), broken])
  try {
    const { rows: [version] } = await run('select version()')
    for (const statement of setUp(question, version?.[0] ?? '')) await run(statement)
    const { fields, rows } = await run(question.text, question.maxRows)
    return {
      columns: fields.map((field): Column => ({ name: field.name, kind: KINDS[field.columnType ?? -1] ?? 'text' })),
      rows: rows.map((row) => row.map((text, index) => withOffset(text, fields[index], question.offset))),
    }
  } finally {
    line.destroy()
    connection.destroy()
  }
}

/** The two differ in the name and unit of the time limit only. */
const setUp = ({ statementTimeoutMs, offset }: Question, version: string): string[] => [
  /mariadb/i.test(version) ? `set session max_statement_time = ${statementTimeoutMs / 1_000}` : `set session max_execution_time = ${statementTimeoutMs}`,
  `set session time_zone = '${offset}'`,
  'start transaction read only',
]

interface Answer {
  fields: FieldPacket[]
  rows: (string | null)[][]
}

function ask(connection: Connection, sql: string, maxRows = 1): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const rows: (string | null)[][] = []
    let fields: FieldPacket[] = []
    // Every cell as the server wrote it; the server has turned texts into UTF-8.
    const options: QueryOptions = { sql, rowsAsArray: true, typeCast: (field) => field.string('utf8') }
    connection.query(options)
      .on('error', reject)
      .on('fields', (found: FieldPacket[] | undefined) => (fields = found ?? []))
      .on('result', (row: unknown) => {
        if (Array.isArray(row) && rows.length < maxRows) rows.push(row as (string | null)[]) // as `typeCast` makes it
      })
      .on('end', () => resolve({ fields, rows }))
  })
}

/** A TIMESTAMP is a moment, written in the session's zone and without saying so. */
const withOffset = (text: string | null, field: FieldPacket | undefined, offset: string): string | null =>
  text !== null && field?.columnType === TIMESTAMP ? `${text}${offset}` : text
