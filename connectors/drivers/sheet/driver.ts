import { defineInboxDriver, type Delivery, type DeliveryPreview, type InboxDriver, recordOfRow, SourceError } from '#kit'
import { SheetConfig } from './config.ts'
import { guardZip } from './guard-zip.ts'
import { LIMITS } from './limits.ts'
import { readCsv } from './read-csv.ts'
import { createChildReader, type ReadGrid, type ReadOrder } from './read-in-child.ts'
import { readRows, wantedColumns } from './read-rows.ts'
import { SheetRefusal } from './refusal.ts'

/** Takes a table as CSV or XLSX, whatever the file is called. */
export function createSheetDriver(readGrid: ReadGrid): InboxDriver<SheetConfig> & Required<Pick<InboxDriver<SheetConfig>, 'preview'>> {
  const preview = async (config: SheetConfig, { body }: Delivery): Promise<DeliveryPreview> => {
    try {
      return readRows(await readGrid(body, orderFor(body, config)), config)
    } catch (thrown) {
      throw thrown instanceof SheetRefusal ? new SourceError('malformed', thrown.text, { cause: thrown }) : thrown
    }
  }
  return {
    ...defineInboxDriver<SheetConfig>({
      protocol: 'sheet',
      config: SheetConfig,
      open: async (config, delivery) => (await preview(config, delivery)).rows.map(recordOfRow),
    }),
    preview,
    handIn: { way: 'file', maxBytes: ({ maxBytes }) => maxBytes, columns: templateOf },
  }
}

const templateOf = (config: SheetConfig) => Object.entries(config.columns).map(([field, { heading, kind, optionalColumn }]) => ({ field, headings: typeof heading === 'string' ? [heading] : heading, kind, optional: optionalColumn }))

/** Whatever unpacks, or is large, is read in a process of its own. */
export const readGuarded = (inChild: ReadGrid): ReadGrid => async (file, order) =>
  order.kind === 'csv' && file.length <= LIMITS.csvHereBytes ? readCsv(file, order) : inChild(file, order)

/** Takes a table as CSV or XLSX. */
export const sheet = createSheetDriver(readGuarded((file, order) => createChildReader()(file, order)))

const starts = (body: Uint8Array, ...bytes: number[]): boolean => bytes.every((byte, index) => body[index] === byte)

/** What to read and how, after every check that costs no memory. */
function orderFor(body: Uint8Array, config: SheetConfig): ReadOrder {
  const { sheet: name, headerRow, encoding, delimiter, maxRows } = config
  if (body.length === 0) throw new SheetRefusal({ vi: 'Tệp rỗng', en: 'The file is empty' })
  if (body.length > config.maxBytes) throw new SheetRefusal({ vi: `Tệp lớn quá ${Math.floor(config.maxBytes / 1024)} KB; hãy chia nhỏ`, en: `The file is larger than ${Math.floor(config.maxBytes / 1024)} KB; split it` })
  if (starts(body, 0xd0, 0xcf, 0x11, 0xe0)) throw new SheetRefusal({ vi: 'Tệp là .xls cũ hoặc được đặt mật khẩu; hãy lưu lại dạng .xlsx không có mật khẩu', en: 'The file is an old .xls or has a password; save it as .xlsx without a password' })
  if (starts(body, 0x25, 0x50, 0x44, 0x46)) throw new SheetRefusal({ vi: 'Tệp là PDF; cần bảng tính .xlsx hoặc .csv', en: 'The file is a PDF; a sheet as .xlsx or .csv is needed' })
  if (starts(body, 0x50, 0x4b)) {
    const names = new Set(guardZip(body).map((entry) => entry.name))
    if (!names.has('[Content_Types].xml') || !names.has('_rels/.rels')) throw new SheetRefusal({ vi: 'Tệp không phải là XLSX; nếu là bảng tính dạng khác (như .ods), hãy lưu lại dạng .xlsx', en: 'The file is no XLSX; if it is another kind of sheet (such as .ods), save it as .xlsx' })
    return { kind: 'xlsx', sheet: name, maxRows }
  }
  const start = Buffer.from(body.subarray(0, 200)).toString('latin1')
  if (/^(?:\u00EF\u00BB\u00BF)?\s*<(?:!doctype|html|\?xml|table)/i.test(start)) throw new SheetRefusal({ vi: 'Tệp là trang HTML hoặc XML, không phải CSV; hãy lưu lại dạng .xlsx', en: 'The file is an HTML or XML page, not CSV; save it as .xlsx' })
  return { kind: 'csv', encoding, delimiter, wanted: wantedColumns(config), headerRow, maxRows }
}
