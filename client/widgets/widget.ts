import type { ComponentType } from 'react'
import type * as z from 'zod'
import type { Catalogue, Diagram, LocalityMap, MapQuery, Outlook, PictureState, SeriesView, SourceView } from '#contract'
import type { Locale } from '../locale/index.ts'

/** Where and for whom a panel is drawn. */
export type Place = Catalogue['deployment'] & { demo: boolean }

/** A camera's picture as a screen may show it: `lost` while the screen's own line is cut. */
export interface ShownPicture extends Omit<PictureState, 'freshness' | 'takenAt'> {
  freshness: SeriesView['freshness']
  takenAt?: number | undefined
  /** Where its bytes are; absent while there is nothing to show. */
  src?: string
}

/** All a widget gets; it never asks for data. */
export interface WidgetProps<Options> {
  views: readonly SeriesView[]
  sources: readonly SourceView[]
  options: Options
  title: string | undefined
  /** The server's clock, epoch ms. */
  now: number
  /** Sizes of a wall read from metres away; false for a screen read from near. */
  wall: boolean
  locale: Locale
  place: Place
  /** The map of localities, for widgets that declare `needs.map`; undefined until it is there. */
  shapes?: LocalityMap | undefined
  /** The areas of another time, where `needs.outlines` asks for them. */
  outlines?: LocalityMap | undefined
  /** The drawing named by `needs.diagram`; undefined until it is there. */
  diagram?: Diagram | undefined
  /** The picture named by `needs.picture`. */
  picture?: ShownPicture | undefined
  /** What is usual for the first series and where it leads, where `needs.outlook` asks for it. */
  outlook?: Outlook | undefined
}

export interface WidgetNeeds {
  /** How much of the recent past each series must carry. */
  trailMs?: number
  sources?: boolean
  /** The shapes of the localities. */
  map?: boolean
  /** Areas of another time beside those of now. */
  outlines?: MapQuery
  /** Told of its series no oftener than so: for thousands of them, of which a picture is drawn once a second. */
  everyMs?: number
  /** A drawing of the deployment, by its id. */
  diagram?: string
  /** A camera of the deployment, by its id. */
  picture?: string
  /** What is usual for the first series, hour by hour or day by day, and where it leads. */
  outlook?: 'hours' | 'days'
}

/** One state of a widget, for its test, the gallery and the screenshots alike. */
export interface WidgetCase {
  name: 'good' | 'watch' | 'bad' | 'late' | 'stale' | 'lost' | 'never' | 'empty' | 'crowded' | 'on-pace' | 'behind' | 'break' | 'apportioned' | 'other-period' | 'usual' | 'forecast'
  /** Size in wall pixels. */
  width: number
  height: number
  props: Omit<WidgetProps<Record<string, unknown>>, 'locale' | 'wall'>
}

export interface Widget<Options> {
  kind: string
  options: z.ZodType<Options>
  needs(options: Options): WidgetNeeds
  View: ComponentType<WidgetProps<Options>>
  cases: readonly WidgetCase[]
}

/** A widget as the register keeps it: options are parsed by its own schema before they reach its view. */
export type WidgetDefinition = Widget<unknown>

export const defineWidget = <Options>(widget: Widget<Options>): WidgetDefinition => widget as unknown as WidgetDefinition // its options only ever come from its own schema
