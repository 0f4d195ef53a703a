import { expect, it } from 'vitest'
import { SqlConfig, targetOf } from './config.ts'
import { questionText } from './remember-newest.ts'

const good = { url: 'postgres://csdl.so.example/y_te', username: 'ioc', query: 'select 1 as a' }
const since = { column: 'luc' }

it.each([
  [{}], [{ url: 'mysql://csdl.so.example:3307/y_te' }], [{ query: ' with a as (select 1) select * from a' }], [{ query: '-- một dòng\n/* hai\ndòng */ SELECT 1' }],
  [{ tls: 'none' }], [{ query: 'select a from b where luc >= :since', since }], [{ query: 'select a::since from b' }], [{ query: "select ';' as a" }],
])('takes %j', (more) => expect(SqlConfig.safeParse({ ...good, ...more })).toMatchObject({ success: true }))

it.each([
  [{ url: 'postgres://ioc:mat-khau@csdl.so.example/y_te' }, 'url'], [{ url: 'postgres://csdl.so.example' }, 'url'], [{ url: '${CHUA_DAT}/y_te' }, 'url'], [{ url: 'postgres://csdl.so.example/y_te?sslmode=disable' }, 'url'],
  [{ url: 'https://csdl.so.example/y_te' }, 'url'], [{ username: '' }, 'username'], [{ query: 'delete from b' }, 'query'], [{ query: 'select 1;' }, 'query'], [{ query: '-- select\ndrop table b' }, 'query'],
  [{ query: 'select a from b where luc >= :since' }, 'since'], [{ since }, 'since'], [{ query: 'select a::since from b', since }, 'since'], [{ timeZone: 'Sài Gòn' }, 'timeZone'], [{ tls: 'off' }, 'tls'], [{ other: 1 }, ''],
])('does not take %j', (wrong, member) => {
  const parsed = SqlConfig.safeParse({ ...good, ...wrong })
  expect(parsed.error?.issues[0]?.path.join('.')).toBe(member)
})

it('wants TLS unless told otherwise, and knows the usual ports', () => {
  expect(SqlConfig.parse(good).tls).toEqual({})
  expect(targetOf(SqlConfig.parse(good))).toEqual({ vendor: 'postgres', host: 'csdl.so.example', port: 5432, database: 'y_te', name: 'csdl.so.example:5432' })
  expect(targetOf(SqlConfig.parse({ ...good, url: 'mysql://[::1]/so%20lieu' }))).toMatchObject({ vendor: 'mysql', host: '::1', port: 3306, database: 'so lieu' })
})

it('puts the moment in the place of every :since and leaves casts alone, also behind a remark', () => {
  const config = SqlConfig.parse({ ...good, query: 'select a::since from b where c >= :since or d >= :since -- cuối', since })
  expect(questionText(config, 'X', 7)).toBe('select * from (\nselect a::since from b where c >= X or d >= X -- cuối\n) ioc limit 7')
})
