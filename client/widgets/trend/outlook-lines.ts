import type { Outlook } from '#contract'
import { formatNumber, type Locale, SAYS, withUnit } from '../../locale/index.ts'

export interface Drawn {
  /** Epoch ms and what the band reaches from and to. */
  usual: readonly (readonly [at: number, low: number, middle: number, high: number])[]
  forecast: { from: readonly [number, number]; to: readonly [number, number]; band: readonly [low: number, high: number] | undefined } | undefined
}

/** What of an outlook lies in the span that is drawn; the forecast, where there is one, makes it longer. */
export function drawnOf(outlook: Outlook | undefined, from: number, now: number): Drawn {
  const points = outlook !== undefined && 'points' in outlook.usual ? outlook.usual.points : []
  const told = outlook?.forecast !== undefined && 'until' in outlook.forecast ? outlook.forecast : undefined
  return {
    usual: points.map(({ at, low, middle, high }) => [Date.parse(at), low, middle, high] as const).filter(([at]) => at >= from && at <= Math.max(now, told === undefined ? now : Date.parse(told.until.at))),
    forecast: told && {
      from: [Date.parse(told.from.at), told.from.value], to: [Date.parse(told.until.at), told.until.value],
      band: told.until.low === undefined || told.until.high === undefined ? undefined : [told.until.low, told.until.high],
    },
  }
}

export const valuesOf = ({ usual, forecast }: Drawn): number[] => [...usual.flatMap(([, low, , high]) => [low, high]), ...(forecast === undefined ? [] : [forecast.to[1], ...(forecast.band ?? [])])]

interface Look {
  wall: boolean
  locale: Locale
  unit: string
  ink: string
  band: string
  text: string
  textSize: number
  width: number
  dash: readonly number[]
  /** Named at the right edge, too; and from the lowest to the highest drawn. */
  target: number | undefined
  range: number
}

/** A band is two lines on one another, of which only the room between is filled. It lies below all else. */
const band = (name: string, points: readonly (readonly [at: number, low: number, high: number])[], color: string) => [
  { id: `${name}-low`, type: 'line' as const, stack: name, stackStrategy: 'all' as const, symbol: 'none', silent: true, z: 1, lineStyle: { width: 0, opacity: 0 }, data: points.map(([at, low]) => [at, low]) },
  { id: `${name}-high`, type: 'line' as const, stack: name, stackStrategy: 'all' as const, symbol: 'none', silent: true, z: 1, lineStyle: { width: 0, opacity: 0 }, areaStyle: { color, opacity: 1 }, data: points.map(([at, low, high]) => [at, high - low]) },
]

/** A line's height above or below where the target's name stands near. */
const besides = (value: number, target: number | undefined, range: number): number => (target === undefined || Math.abs(value - target) > range / 8 ? 0 : value > target ? -1 : 1)

/** The usual as a band with a thin middle, the forecast dashed and named as one: neither has the colour of a status. */
export function outlookSeries({ usual, forecast }: Drawn, { wall, locale, unit, ink, band: fill, text, textSize, width, dash, target, range }: Look) {
  const say = SAYS[locale]
  const label = (words: string) => ({ show: true, color: text, fontSize: textSize, formatter: words })
  return [
    ...(usual.length < 2 ? [] : [
      ...band('usual', usual.map(([at, low, , high]) => [at, low, high] as const), fill),
      {
        type: 'line' as const, symbol: 'none', showSymbol: true, silent: true, z: 1, lineStyle: { color: ink, width, type: 'solid' as const }, data: usual.map(([at, , middle]) => [at, middle]),
      },
      // Its name stands on the band, where neither the middle nor the figure itself goes through it.
      {
        type: 'line' as const, symbol: 'circle', symbolSize: 1, showSymbol: true, silent: true, z: 1, itemStyle: { color: 'transparent' }, // an opacity of 0 would be its name's, too
        data: usual.slice(0, 1).map(([at, , , high]) => ({ value: [at, high], label: { ...label(say('outlook.usual')), position: 'top' as const, align: 'left' as const } })),
      },
    ]),
    ...(forecast === undefined ? [] : [
      ...(forecast.band === undefined ? [] : band('forecast', [[forecast.from[0], forecast.from[1], forecast.from[1]], [forecast.to[0], ...forecast.band]], fill)),
      {
        type: 'line' as const, symbol: 'none', showSymbol: true, silent: true, z: 2, lineStyle: { color: ink, width: width * 2, type: [...dash] },
        data: [[...forecast.from], {
          value: [...forecast.to], symbol: 'emptyCircle', symbolSize: wall ? 18 : 7, itemStyle: { color: ink },
          label: { ...label(say('outlook.forecast', { value: withUnit(formatNumber(forecast.to[1], 1, locale), unit === '%' ? unit : '', locale) })), position: 'right' as const, offset: [0, besides(forecast.to[1], target, range) * textSize * 1.15] },
        }],
      },
    ]),
  ]
}
