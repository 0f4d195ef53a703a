import * as z from 'zod'
import { Text } from './text.ts'

/**
 * What a drawing may consist of. Nothing here runs, loads or links: no script, no foreignObject, no image, no use, no style, no
 * reference to anything outside. The server checks files by it, the browser checks the server's answer by it again.
 */
export const DiagramElement = z.enum(['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan'])
export type DiagramElement = z.infer<typeof DiagramElement>

/** Colours come from the theme, so that a drawing is as quiet as the room, and right on a wall and on a desk. */
export const DIAGRAM_COLORS = ['bg', 'surface-1', 'surface-2', 'surface-3', 'line', 'line-strong', 'line-ctl', 't1', 't2', 't3', 'ink', 'ink-2', 'ink-3', 'band'] as const

const NUMBER = String.raw`[-+]?(?:\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})`
const number = z.string().regex(new RegExp(`^${NUMBER}$`))
const numbers = z.string().max(20_000).regex(new RegExp(String.raw`^\s*${NUMBER}(?:[\s,]+${NUMBER})*\s*$`))
const color = z.string().regex(new RegExp(String.raw`^(?:none|var\(--(?:${DIAGRAM_COLORS.join('|')})\))$`))
const step = String.raw`(?:translate|scale|rotate|skewX|skewY|matrix)\([-+.\d\s,]{1,100}\)`

/** What may stand in which attribute. A name that is not here is refused, `style`, `class`, `href` and every `on…` with it. */
export const DIAGRAM_ATTRIBUTES = {
  id: z.string().max(60).regex(/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/),
  /** The English of a text; without it the Vietnamese stands in both languages. */
  'data-en': z.string().max(120),
  viewBox: z.string().regex(new RegExp(String.raw`^\s*0[\s,]+0[\s,]+[1-9]\d{1,4}[\s,]+[1-9]\d{1,4}\s*$`)),
  x: number, y: number, width: number, height: number, rx: number, ry: number, cx: number, cy: number, r: number, x1: number, y1: number, x2: number, y2: number, dx: number, dy: number,
  points: numbers, 'stroke-dasharray': numbers,
  d: z.string().max(20_000).regex(/^[-+.,\d\sMmLlHhVvCcSsQqTtAaZze]*$/),
  transform: z.string().max(500).regex(new RegExp(String.raw`^\s*${step}(?:[\s,]+${step})*\s*$`)),
  fill: color, stroke: color,
  'stroke-width': number, 'stroke-dashoffset': number, opacity: number, 'fill-opacity': number, 'stroke-opacity': number, 'font-size': number,
  'font-weight': z.enum(['300', '400', '500', '600']),
  'text-anchor': z.enum(['start', 'middle', 'end']),
  'stroke-linecap': z.enum(['butt', 'round', 'square']),
  'stroke-linejoin': z.enum(['miter', 'round', 'bevel']),
  'fill-rule': z.enum(['nonzero', 'evenodd']),
} as const
export type DiagramAttribute = keyof typeof DIAGRAM_ATTRIBUTES

/** How large a drawing may be: beyond it would only serve to break whoever draws it. */
export const DIAGRAM_LIMITS = { bytes: 256 * 1024, elements: 2_000, depth: 24 } as const

/** An element as it is drawn. Text stands in `text` and `tspan` only. */
export interface DiagramNode {
  name: DiagramElement
  attributes: Partial<Record<DiagramAttribute, string>>
  text?: string | undefined
  children: DiagramNode[]
}

const Attributes = z.strictObject(DIAGRAM_ATTRIBUTES).partial()

export const DiagramNode: z.ZodType<DiagramNode> = z.lazy(() =>
  z.strictObject({ name: DiagramElement, attributes: Attributes, text: z.string().max(500).optional(), children: z.array(DiagramNode).max(DIAGRAM_LIMITS.elements) })) as z.ZodType<DiagramNode> // an absent attribute and an undefined one are the same to who draws

/** `GET /api/v1/diagrams/:id`: a drawing of the deployment's folder, checked; parts are found by their `id`. */
export const Diagram = z.object({
  id: z.string(),
  /** Changes with the drawing. */
  version: z.string(),
  width: z.number().positive(),
  height: z.number().positive(),
  /** What it shows, for who does not see it: its `<title>`. */
  title: Text.optional(),
  root: DiagramNode,
})
export type Diagram = z.infer<typeof Diagram>
