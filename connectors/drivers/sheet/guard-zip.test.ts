import { expect, it } from 'vitest'
import { makeXlsx, makeZip, type ZipPart } from '../../../tests/support/make-zip.ts'
import { guardZip } from './guard-zip.ts'
import { inflateEntry } from './inflate-entry.ts'

const part = (more: Partial<ZipPart> = {}): ZipPart => ({ name: 'a.xml', body: '<a/>', ...more })
const guard = (parts: ZipPart[]) => () => guardZip(makeZip(parts))
const MB = 1024 * 1024

it('lists the members of an ordinary workbook, with a comment at the end or not', () => {
  expect(guardZip(makeXlsx({ rows: '' })).map(({ name }) => name)).toContain('xl/workbook.xml')
  expect(guardZip(makeZip([part({ stored: true }), part({ name: 'b.xml' })], { comment: 'PK\u0005\u0006 ghi chú' }))).toHaveLength(2)
})

it('refuses by what the directory announces: ratio, total, number', () => {
  expect(guard([part({ body: Buffer.alloc(5 * MB) })])).toThrow(/gấp hơn 200 lần/)
  expect(guard([part({ claims: { bytes: 60 * MB, packedBytes: 4 } })])).toThrow(/gấp hơn 200 lần/)
  const large = Array.from({ length: 3 }, (_, i) => part({ name: `${i}`, stored: true, body: Buffer.alloc(20 * MB) }))
  expect(guard(large)).toThrow(/60 MB, lớn hơn 50 MB/)
  expect(guard(Array.from({ length: 201 }, (_, i) => part({ name: `${i}` })))).toThrow(/201 thành phần/)
})

it('refuses nested archives, macros, passwords and strange ways of packing', () => {
  for (const name of ['xl/embeddings/a.xlsx', 'a.ZIP', 'b.tar.gz', 'c.7z']) expect(guard([part({ name })]), name).toThrow(/tệp nén hoặc tài liệu khác/)
  expect(guard([part({ name: 'xl/vbaProject.bin' })])).toThrow(/macro/)
  expect(guard([part({ claims: { flags: 1 } })])).toThrow(/mật khẩu/)
  expect(guard([part({ claims: { method: 12 } })])).toThrow(/cách nén 12/)
})

it.each(['../a', 'a/../../b', '/etc/passwd', 'a\\b', 'C:a', 'a\u0000b', 'x'.repeat(201)])('refuses the name %j', (name) => {
  expect(guard([part({ name })])).toThrow(/đường dẫn lạ/)
})

it('refuses two members of one name, and members that share their bytes', () => {
  expect(guard([part(), part({ name: 'A.XML' })])).toThrow(/trùng tên/)
  expect(guard([part(), part({ name: 'b.xml', claims: { offset: 0 } })])).toThrow(/chồng lên/)
  expect(guard([part({ claims: { packedBytes: 4_000 } })])).toThrow(/chồng lên/)
  expect(guard([part({ stored: true, claims: { bytes: 5 } })])).toThrow(/sai độ lớn/)
})

it('refuses what is cut off, has something behind it, or a directory elsewhere', () => {
  const good = makeZip([part()])
  for (const [file, why] of [[good.subarray(0, good.length - 1), /cắt ngang/], [Buffer.concat([good, Buffer.from('x')]), /cắt ngang/], [Buffer.concat([Buffer.from('x'), good]), /sai chỗ/], [Buffer.from('PK'), /cắt ngang/]] as const) {
    expect(() => guardZip(file)).toThrow(why)
  }
  const broken = Buffer.from(good)
  broken.writeUInt32LE(0xffffffff, good.length - 6)
  expect(() => guardZip(broken)).toThrow(/Zip64/)
})

it('never inflates a member beyond what it announced, and checks that it is whole', () => {
  const first = (one: ZipPart) => {
    const file = makeZip([one])
    const [entry] = guardZip(file)
    if (entry === undefined) throw new Error('no member')
    return () => inflateEntry(file, entry)
  }
  expect(first(part({ body: 'tiếng Việt' }))()).toBe('tiếng Việt')
  expect(first(part({ body: Buffer.alloc(100 * MB), claims: { bytes: 1_000 } }))).toThrow(/đúng độ lớn/)
  expect(first(part({ claims: { bytes: 5 } }))).toThrow(/không khớp/)
  expect(first(part({ claims: { crc: 1 } }))).toThrow(/không khớp/)
  expect(first(part({ body: Buffer.from([0xff, 0xfe, 0x3c, 0]) }))).toThrow(/UTF-8/)
})
