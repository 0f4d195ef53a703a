/**
 * How a colour looks to who sees colours otherwise, and how far two colours lie apart. For checks of the palette; no screen needs it.
 * Not cut to what a screen can show: what is compared is how two colours seem, and the palette was chosen by these very numbers.
 */

export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan' | 'grey'
type Triple = readonly [number, number, number]
type Matrix = readonly [Triple, Triple, Triple]

/** Machado, Oliveira, Fernandes 2009, severity 1.0, for linear RGB; grey by the luminance of sRGB. */
const SIMULATED: Record<Vision, Matrix> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
  grey: [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]],
}
/** Ottosson 2020: linear RGB to cones, and cube roots of cones to OKLab. */
const CONES: Matrix = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
const LAB: Matrix = [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]]

/** Distance in OKLab, a hundredfold: about 2 is just seen side by side. */
export function distanceSeen(one: string, other: string, vision: Vision): number {
  const [a, b] = [labOf(one, vision), labOf(other, vision)]
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

/** WCAG 2: 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [low = 0, high = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const luminanceOf = (color: string): number => times(SIMULATED.grey, linearOf(color))[0]

function labOf(color: string, vision: Vision): Triple {
  return times(LAB, map(times(CONES, times(SIMULATED[vision], linearOf(color))), Math.cbrt))
}

function linearOf(color: string): Triple {
  const written = /^#(\w\w)(\w\w)(\w\w)$/.exec(color)
  if (written === null) throw new Error(`not a colour written as #rrggbb: ${color}`)
  const [, red = '', green = '', blue = ''] = written
  return map([Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)], (byte) => (byte <= 10.31475 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4))
}

const map = ([a, b, c]: Triple, by: (part: number) => number): Triple => [by(a), by(b), by(c)]
const times = ([first, second, third]: Matrix, [a, b, c]: Triple): Triple => [
  first[0] * a + first[1] * b + first[2] * c, second[0] * a + second[1] * b + second[2] * c, third[0] * a + third[1] * b + third[2] * c,
]
