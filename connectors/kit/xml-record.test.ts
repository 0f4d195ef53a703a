import { describe, expect, it } from 'vitest'
import { parseXmlRecord } from './xml-record.ts'
import { SourceError } from './errors.ts'

const read = (text: string) => parseXmlRecord(text, 'so-nganh.example')
const failure = (text: string | Uint8Array): SourceError => {
  try {
    parseXmlRecord(text, 'so-nganh.example')
  } catch (thrown) {
    if (thrown instanceof SourceError) return thrown
  }
  throw new Error('was read')
}

describe('XML', () => {
  it('becomes plain records: text, attributes, children, lists, and text beside them', () => {
    expect(read('<?xml version="1.0" encoding="UTF-8"?><a:goc xmlns:a="urn:x"><a:xa ma="1"><ten> Tân Ninh </ten><so>1</so><so>2</so></a:xa><xa ma="2">chữ</xa><rong/></a:goc>')).toEqual({
      goc: { xa: [{ '@ma': '1', ten: 'Tân Ninh', so: ['1', '2'] }, { '@ma': '2', '#text': 'chữ' }], rong: '' },
    })
  })

  it('says null only for xsi:nil, decodes what XML itself knows, and keeps CDATA as it is', () => {
    expect(read('<a xmlns:xsi="urn:i"><x xsi:nil="true"/><y xsi:nil="false">1</y><z>&lt;&amp;&#7843;</z><c><![CDATA[<b>]]></c></a>')).toEqual({ a: { x: null, y: '1', z: '<&ả', c: '<b>' } })
  })

  it('makes an element called __proto__ an ordinary member', () => {
    const { a } = read('<a><__proto__><b>1</b></__proto__></a>')
    expect(Object.keys(a as object)).toEqual(['__proto__'])
    expect((a as { b?: string }).b).toBeUndefined()
  })

  it.each([
    ['DOCTYPE', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'], ['DOCTYPE', '<!DOCTYPE a SYSTEM "http://10.0.0.1/x.dtd"><a/>'], ['quá 64 tầng', '<a>'.repeat(10_000)],
    ['quá 64 tầng', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`], ['không phải là XML đúng', '<a><b>1</b>'], ['nhiều phần tử gốc', '<a/><b/>'], ['không phải là XML đúng', '<a/>x'], ['không phải là XML đúng', '{"a":1}'],
    ['không phải là XML đúng', '<a b="1" b="2"/>'], ['không phải là XML đúng', '<a>1 < 2</a>'], ['rỗng', '  '], ['windows-1258', '<?xml version="1.0" encoding="windows-1258"?><a/>'],
  ])('refuses it, naming the host and the reason: %s', (why, text) => {
    expect(failure(text)).toMatchObject({ kind: 'malformed', message: expect.stringMatching(/^so-nganh\.example: /) })
    expect(failure(text).message).toContain(why)
  })

  it('refuses bytes that are no UTF-8', () => {
    expect(failure(Uint8Array.of(0x3c, 0x61, 0x3e, 0xff)).message).toContain('UTF-8')
  })
})
