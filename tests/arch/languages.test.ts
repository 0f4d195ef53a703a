import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const VIETNAMESE = /[àáảãạăâèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵđ\u1ea0-\u1ef9]/i
/** What a sender writes in Vietnamese is quoted as it is written, and places keep their names. */
const QUOTED = /\((?:ước|sơ bộ|chính thức|nghi ngờ)\)|Quý III\/2026|Dầu Tiếng/g
const ENGLISH = /\ben: (?<text>'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)/g

it('writes the English of what the server says in English', async () => {
  const files = (await Promise.all(['server', 'connectors'].map((top) => readdir(path.join(ROOT, top), { recursive: true, withFileTypes: true })))).flat()
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts')).map((entry) => path.join(entry.parentPath, entry.name))
  const found = await Promise.all(files.map(async (file) => [...(await readFile(file, 'utf8')).matchAll(ENGLISH)].map(({ groups }) => `${path.relative(ROOT, file)}: ${groups?.['text'] ?? ''}`)))
  const said = found.flat()
  expect(said.length).toBeGreaterThan(500)
  expect(said.filter((one) => VIETNAMESE.test(one.replace(/\$\{[^}]*\}/g, '').replace(QUOTED, '')))).toEqual([])
})

it('asks for no day in a browser’s own field, which speaks the browser’s language and not the reader’s', async () => {
  const files = (await readdir(path.join(ROOT, 'client'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && entry.name.endsWith('.tsx')).map((entry) => path.join(entry.parentPath, entry.name))
  const found = await Promise.all(files.map(async (file) => [...(await readFile(file, 'utf8')).matchAll(/type="(?:date|datetime-local|month|week|time)"/g)].map(([text]) => `${path.relative(ROOT, file)}: ${text}`)))
  expect(files.length).toBeGreaterThan(100)
  expect(found.flat()).toEqual([])
})
