import * as z from 'zod'
import { httpSettings, JsonPointer } from '#kit'

const field = (title: string, description: string) => ({ title, description })

/** Settings of a source read from an Open311 GeoReport v2 service. */
export const Open311Config = z.strictObject({
  ...httpSettings,
  format: z.enum(['json', 'xml']).default('json').meta(field('Dạng', 'requests.json or requests.xml; must fit the address')),
  jurisdiction: z.string().min(1).max(200).optional().meta(field('Mã địa bàn phục vụ', 'jurisdiction_id, where one service serves several')),
  paging: z.enum(['page', 'none']).default('page').meta(field('Phân trang', 'page: page and page_size, asked until a page is empty. none: the service has no pages; a window that comes back full is asked again in halves')),
  pageSize: z.int().min(1).max(1_000).default(200).meta(field('Cỡ trang', 'Requests per page; without pages, the number at which an answer counts as cut (the standard: 1,000)')),
  maxPages: z.int().min(1).max(2_000).default(200).meta(field('Số lần hỏi tối đa', 'Questions of one pass; more is an error, never a part of the requests')),
  windowDays: z.int().min(1).max(90).default(90).meta(field('Độ dài một cửa sổ', 'Days asked for at once by start_date and end_date; the standard allows 90')),
  openDays: z.int().min(1).max(1_800).default(360).meta(field('Tìm phản ánh còn mở', 'How many days back a request may have come in and still be open or be resolved today')),
  lookBackDays: z.int().min(0).max(31).default(2).meta(field('Đọc lại mấy ngày', 'Full days counted again at each pass, for requests entered late; more after an outage')),
  utcOffset: z.string().regex(/^[+-]\d{2}:\d{2}$/, 'expected an offset such as +07:00').default('+07:00').meta(field('Múi giờ của ngày', 'Where a day begins')),
  localityAt: JsonPointer.default('/extended_attributes/ma_xa').meta(field('Vị trí mã xã', 'Where a request holds the official code of its commune')),
  assignedAt: JsonPointer.default('/agency_responsible').meta(field('Vị trí đơn vị xử lý', 'Where a request names who handles it; only whether it is filled is kept')),
  closedAt: JsonPointer.default('/closed_datetime').meta(field('Vị trí thời điểm xong', 'Where a closed request says when it was resolved; absent in a request: updated_datetime')),
})
export type Open311Config = z.infer<typeof Open311Config>
