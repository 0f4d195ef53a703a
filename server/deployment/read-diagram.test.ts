import { describe, expect, it } from 'vitest'
import { DIAGRAM_LIMITS, DiagramNode } from '#contract'
import { type Fault, formatFault } from './fault.ts'
import { readDiagram } from './read-diagram.ts'

const SVG = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1800 800"'
const draw = (inside: string) => `<svg ${SVG}>\n${inside}\n</svg>`

function read(text: string) {
  const faults: Fault[] = []
  const { root, title } = readDiagram('diagrams/x.svg', text, faults)
  return { root, title, faults: faults.map(formatFault) }
}

it('reads shapes, parts and both languages of a text', () => {
  const { root, title, faults } = read(draw('<!-- cửa --><title>Cửa xả</title><g id="gate" transform="translate(10, 20)"><rect x="0" y="0" width="10.5" height="20" fill="var(--ink-3)"/></g><text id="flow" x="1" y="2" data-en="Flow">Lưu lượng &lt; 5</text>'))
  expect(faults).toEqual([])
  expect(title).toBe('Cửa xả')
  expect(root?.children.map(({ attributes }) => attributes.id)).toEqual(['gate', 'flow'])
  expect(root?.children[1]).toMatchObject({ text: 'Lưu lượng < 5', attributes: { 'data-en': 'Flow' } })
  expect(DiagramNode.safeParse(root).success).toBe(true)
})

/** What has been tried against sanitisers of SVG, each with the word its refusal must hold. */
const HOSTILE: [name: string, text: string, word: string][] = [
  ['a script', draw('<script>alert(1)</script>'), '<script>'],
  ['a script of another prefix', draw('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'), '<s:script>'],
  ['a script in capitals', draw('<SCRIPT>alert(1)</SCRIPT>'), '<SCRIPT>'],
  ['a foreign object', draw('<foreignObject><div>x</div></foreignObject>'), '<foreignObject>'],
  ['an event attribute', draw('<rect width="1" height="1" onload="alert(1)"/>'), 'onload'],
  ['an event on the root', `<svg ${SVG} onload="alert(1)"></svg>`, 'onload'],
  ['an image from outside', draw('<image href="https://example.org/x.png"/>'), '<image>'],
  ['a link', draw('<a href="javascript:alert(1)"><rect width="1" height="1"/></a>'), '<a>'],
  ['a use of another file', draw('<use href="https://example.org/x.svg#a"/>'), '<use>'],
  ['an xlink', draw('<g xlink:href="https://example.org/"/>'), 'xlink:href'],
  ['a fill from outside', draw('<rect width="1" height="1" fill="url(https://example.org/x#a)"/>'), 'url(https'],
  ['a fill with an entity in its name', draw('<rect width="1" height="1" fill="u&#114;l(#a)"/>'), 'url(#a)'],
  ['a style element', draw('<style>@import url(https://example.org/x.css);</style>'), '<style>'],
  ['a style attribute', draw('<rect width="1" height="1" style="background:url(https://example.org/)"/>'), 'style'],
  ['a class that could borrow the look of an alarm', draw('<rect width="1" height="1" class="is-bad"/>'), 'class'],
  ['an animation that sets a link', draw('<animate attributeName="href" to="javascript:alert(1)"/>'), '<animate>'],
  ['a set', draw('<set attributeName="onclick" to="alert(1)"/>'), '<set>'],
  ['a filter', draw('<filter id="f"><feImage href="https://example.org/"/></filter>'), '<filter>'],
  ['a document type', `<!DOCTYPE svg [<!ENTITY x "y">]><svg ${SVG}/>`, 'DOCTYPE'],
  ['a style sheet instruction', `<?xml-stylesheet href="https://example.org/x.css"?><svg ${SVG}/>`, 'xml-stylesheet'],
  ['an inner svg', draw('<svg viewBox="0 0 1 1"/>'), '<svg>'],
  ['another name space as root', '<svg xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 10 10"/>', 'xmlns'],
  ['html', '<html><body/></html>', '<html>'],
  ['two roots', `<svg ${SVG}/><svg ${SVG}/>`, 'gốc'],
  ['a colour beyond the theme', draw('<rect width="1" height="1" fill="#ff0000"/>'), '#ff0000'],
  ['a colour only alarms wear', draw('<rect width="1" height="1" fill="var(--p1)"/>'), 'var(--p1)'],
  ['a number that is none', draw('<rect width="calc(100% + 1px)" height="1"/>'), 'calc'],
  ['a transform that is none', draw('<g transform="url(#a)"/>'), 'transform'],
  ['a prototype for a name', draw('<rect __proto__="x" constructor="y" width="1" height="1"/>'), 'constructor'],
  ['one name for two parts', draw('<rect id="a" width="1" height="1"/><rect id="a" width="1" height="1"/>'), 'id="a"'],
  ['an attribute twice', draw('<rect width="1" width="2" height="1"/>'), 'XML'],
  ['an element left open', `<svg ${SVG}><g>`, 'XML'],
  ['words outside a text', draw('<g>xin chào</g>'), 'xin chào'],
  ['words and spans mixed', draw('<text>a<tspan>b</tspan>c</text>'), 'tspan'],
  ['no size', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'viewBox'],
  ['nothing', '', 'XML'],
  ['too deep a nest', draw('<g>'.repeat(DIAGRAM_LIMITS.depth) + '</g>'.repeat(DIAGRAM_LIMITS.depth)), 'tầng'],
  ['too many elements', draw('<g/>'.repeat(DIAGRAM_LIMITS.elements)), 'phần tử'],
  ['too large a file', draw(`<!--${'x'.repeat(DIAGRAM_LIMITS.bytes)}-->`), 'KB'],
]

describe('refuses, naming the place', () => {
  it.each(HOSTILE)('%s', (_, text, word) => {
    const { root, faults } = read(text)
    expect(root).toBeUndefined()
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.join('\n')).toContain(word)
    for (const fault of faults) expect(fault).toMatch(/^diagrams\/x\.svg:\d+:\d+ .+ \/ .+/)
  })
})

it('says the line of each, and stops at twenty', () => {
  expect(read(draw('<g/>\n<rect onclick="x"/>')).faults).toEqual([expect.stringMatching(/^diagrams\/x\.svg:3:1 <rect> thuộc tính onclick không được phép/)])
  expect(read(draw('<script/>'.repeat(100))).faults).toHaveLength(20)
})

it('a browser refuses the same things, should a server ever send them', () => {
  const rect = { name: 'rect', attributes: {}, children: [] }
  expect(DiagramNode.safeParse(rect).success).toBe(true)
  for (const one of [{ ...rect, name: 'script' }, { ...rect, attributes: { onload: 'x' } }, { ...rect, attributes: { fill: 'url(https://example.org/)' } }, { ...rect, attributes: { href: '#' } }, { ...rect, children: [{ ...rect, name: 'foreignObject' }] }]) {
    expect(DiagramNode.safeParse(one).success).toBe(false)
  }
})
