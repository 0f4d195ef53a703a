/** Widths in em of the house type at weight 600, rounded up: a text never takes more. */
const WIDE: readonly (readonly [RegExp, number])[] = [
  [/[ .,:;'’|ilIjtfr]/, 0.38],
  [/[MWmw%]/, 0.95],
  [/\p{Lu}/u, 0.78],
  [/[0-9+−]/, 0.64],
]
const USUAL = 0.62

/** Room for one line of text, known without a page to measure in. */
export function labelWidth(text: string, px: number): number {
  return Math.ceil(text.normalize('NFC').split('').reduce((sum, letter) => sum + (WIDE.find(([letters]) => letters.test(letter))?.[1] ?? USUAL), 0) * px)
}
