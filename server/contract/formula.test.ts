import { describe, expect, it } from 'vitest'
import { type Formula, indicatorsOf, parseFormula } from '#contract'

/** Written with every bracket, so that one sees what belongs together. */
function written(formula: Formula): string {
  switch (formula.kind) {
    case 'number': return String(formula.value)
    case 'indicator': return formula.id
    case 'negative': return `(-${written(formula.of)})`
    case 'call': return `${formula.name}(${formula.over.map(written).join(', ')})`
    case 'binary':
    default: return `(${written(formula.left)} ${formula.operator} ${written(formula.right)})`
  }
}
const read = (text: string): string => {
  const parsed = parseFormula(text)
  return parsed.ok ? written(parsed.formula) : `${parsed.at}: ${parsed.fault.vi}`
}

describe('parseFormula', () => {
  it.each([
    ['100 * {tthc.a} / {tthc.b}', '((100 * tthc.a) / tthc.b)'],
    ['{a.x} + {a.y} * 2 - 1', '((a.x + (a.y * 2)) - 1)'],
    ['({a.x} + {a.y}) / -{a.z-1}', '((a.x + a.y) / (-a.z-1))'],
    ['storage_curve({a.level})', 'storage_curve(a.level)'],
    ['vn_aqi({a.p}, {a.q}+1, (2))', 'vn_aqi(a.p, (a.q + 1), 2)'],
    ['1.5-1', '(1.5 - 1)'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['', '0: thiếu một số, {chỉ số} hoặc hàm ở cuối'],
    ['100 * ', '6: thiếu một số, {chỉ số} hoặc hàm ở cuối'],
    ['100 * / {a.b}', '6: cần một số, {chỉ số} hoặc hàm, gặp "/"'],
    ['({a.b} + 1', '10: thiếu ")" ở cuối'],
    ['{a.b} {a.c}', '6: cần phép tính hoặc hết công thức, gặp "a.c"'],
    ['1,5 * {a.b}', '1: cần phép tính hoặc hết công thức, gặp ","'],
    ['max {a.b}', '4: cần "(", gặp "a.b"'],
    ['{a.b', '0: không hiểu "{a.b"'],
    ['2 ** 3', '3: cần một số, {chỉ số} hoặc hàm, gặp "*"'],
    ['process.exit(1)', '7: không hiểu ".exit(1)"'],
    ['1.2.3', '0: không hiểu "1.2.3"'],
    ['('.repeat(60), '50: lồng nhau quá sâu'],
  ])('says what is wrong with %s, and where', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('tells the indicators a formula is made of, each once', () => {
    const parsed = parseFormula('100 * ({a.x} - {a.y}) / max({a.x}, 1)')
    expect(parsed.ok && indicatorsOf(parsed.formula)).toEqual(['a.x', 'a.y'])
  })
})
