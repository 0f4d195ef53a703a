export { type Connection, createDb, type DbDeps } from './connect.ts'
export { type Db, DbUnavailableError, type Queries, type Row } from './db.ts'
