import * as z from 'zod'

const field = (title: string, description: string) => ({ title, description })
const Oid = z.string().regex(/^[0-2](?:\.(?:0|[1-9]\d{0,9})){2,60}$/, 'expected a numeric OID such as 1.3.6.1.2.1.1.3')
const Name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/, 'expected a name of letters and digits')
const Passphrase = z.string().min(8, 'SNMPv3 asks for at least 8 characters').max(256)
const NAMES_MAX = 40
const few = (all: Record<string, unknown>) => Object.keys(all).length <= NAMES_MAX

const Access = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('v2c'),
    community: z.string().min(1).max(256).meta(field('Chuỗi cộng đồng', 'Community; a secret that crosses the network in clear')),
  }),
  z.strictObject({
    kind: z.literal('v3'),
    user: z.string().min(1).max(32).meta(field('Tài khoản', 'User of the view that may read')),
    authProtocol: z.enum(['sha', 'sha224', 'sha256', 'sha384', 'sha512']).default('sha256').meta(field('Xác thực', 'Authentication protocol')),
    authKey: Passphrase.meta(field('Khóa xác thực', 'Authentication passphrase; a secret')),
    privProtocol: z.enum(['aes', 'aes256b', 'aes256r']).default('aes').meta(field('Mã hóa', 'AES-128 of RFC 3826, or one of the two ways of AES-256')),
    privKey: Passphrase.meta(field('Khóa mã hóa', 'Privacy passphrase; a secret')),
  }),
])

const Table = z.strictObject({
  columns: z.record(Name, Oid).refine(few, 'too many columns').refine((all) => Object.keys(all).length > 0, 'needs a column').meta(field('Các cột', 'OID of each column, without index')),
  maxRows: z.int().min(1).max(20_000).default(2_000).meta(field('Số dòng tối đa', 'A longer table is an error, never cut in silence')),
})

/** Settings of a device read by SNMP. */
export const SnmpConfig = z
  .strictObject({
    url: z.string().regex(/^snmp:\/\/(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]{1,253})(?::\d{1,5})?\/?$/, 'expected snmp://host or snmp://host:port').meta(field('Địa chỉ', 'Device, snmp://host:port; port 161 unless said')),
    access: Access.meta(field('Quyền đọc', 'Version 2c or 3; version 3 always signed and encrypted')),
    get: z.record(Name, Oid).refine(few, 'too many values').default({}).meta(field('Giá trị lẻ', 'OID of each single value, with instance (.0)')),
    table: Table.optional().meta(field('Bảng', 'Columns read row by row')),
    labels: z.record(Name, z.string().max(256)).default({}).meta(field('Nhãn', 'Added to every record: what the device does not know of itself, as the official code of its area')),
    timeoutMs: z.int().min(100).max(30_000).default(2_000).meta(field('Chờ mỗi gói tin', 'How long one packet may take to be answered')),
    retries: z.int().min(0).max(5).default(1).meta(field('Gửi lại', 'How often a packet without an answer is sent again')),
    bulk: z.int().min(1).max(100).default(20).meta(field('Số dòng mỗi gói', 'Rows asked for in one packet; fewer where answers are cut')),
  })
  .refine(({ get, table }) => Object.keys(get).length > 0 || table !== undefined, 'nothing is asked: needs get or table')
export type SnmpConfig = z.infer<typeof SnmpConfig>
