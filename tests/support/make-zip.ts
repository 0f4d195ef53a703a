import { crc32, deflateRawSync } from 'node:zlib'

/** One member of a zip to make; what is not said is told truly. */
export interface ZipPart {
  name: string
  body: string | Uint8Array
  stored?: boolean
  /** What the directory claims in place of the truth. */
  claims?: { bytes?: number; packedBytes?: number; crc?: number; flags?: number; method?: number; offset?: number }
}

/** A zip as the common tools write it, or one that lies. */
export function makeZip(parts: ZipPart[], { comment = '' }: { comment?: string } = {}): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { name, body, stored = false, claims = {} } of parts) {
    const bytes = Buffer.from(body)
    const packed = stored ? bytes : deflateRawSync(bytes)
    const facts = { flags: 0x800, method: stored ? 0 : 8, crc: crc32(bytes), packedBytes: packed.length, bytes: bytes.length, offset, ...claims }
    const local = Buffer.concat([header(0x04034b50, [20, facts.flags, facts.method, 0, 0], [facts.crc, facts.packedBytes, facts.bytes], [Buffer.byteLength(name), 0]), Buffer.from(name), packed])
    centrals.push(Buffer.concat([
      header(0x02014b50, [20, 20, facts.flags, facts.method, 0, 0], [facts.crc, facts.packedBytes, facts.bytes], [Buffer.byteLength(name), 0, 0, 0, 0, 0, 0]),
      Buffer.from(Uint32Array.of(facts.offset).buffer), Buffer.from(name),
    ]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = header(0x06054b50, [0, 0, parts.length, parts.length], [directory.length, offset], [Buffer.byteLength(comment)])
  return Buffer.concat([...locals, directory, end, Buffer.from(comment)])
}

const header = (signature: number, first: number[], sizes: number[], last: number[]): Buffer =>
  Buffer.concat([Uint32Array.of(signature), Uint16Array.from(first), Uint32Array.from(sizes), Uint16Array.from(last)].map((array) => Buffer.from(array.buffer)))

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface XlsxParts {
  /** Inside `sheetData`. */
  rows: string
  /** The whole sheet, in place of `rows`. */
  sheet?: string
  strings?: string
  styles?: string
  /** Attributes of `workbookPr`, and what follows the sheets. */
  workbookPr?: string
  afterSheets?: string
  sheets?: string
  more?: ZipPart[]
  sheetClaims?: ZipPart['claims']
}

/** The smallest workbook Excel opens. */
export function makeXlsx({ rows, sheet, strings, styles, workbookPr = '', afterSheets = '', sheets, more = [], sheetClaims }: XlsxParts): Buffer {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const relations = (inner: string) => `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  return makeZip([
    { name: '[Content_Types].xml', body: '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', body: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    { name: 'xl/workbook.xml', body: `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr ${workbookPr}/><sheets>${sheets ?? '<sheet name="Bảng" sheetId="1" r:id="rId1"/>'}</sheets>${afterSheets}</workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', body: relations(relation('rId1', 'worksheet', 'worksheets/sheet1.xml') + relation('rId2', 'sharedStrings', 'sharedStrings.xml') + relation('rId3', 'styles', '/xl/styles.xml')) },
    { name: 'xl/worksheets/sheet1.xml', body: sheet ?? `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`, ...(sheetClaims === undefined ? {} : { claims: sheetClaims }) },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', body: `<sst xmlns="${MAIN}">${strings}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', body: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }]),
    ...more,
  ])
}
