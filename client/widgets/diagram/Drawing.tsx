import { createElement, type ReactNode } from 'react'
import type { Diagram, DiagramNode } from '#contract'
import { formatValue, type Locale, unitText } from '../../locale/index.ts'
import { figureData, ViewGlyph } from '../../parts/index.ts'
import type { Look, PartState } from './part-states.ts'

interface Props {
  diagram: Diagram
  states: readonly PartState[]
  locale: Locale
  /** A name for the hatch that no other drawing of the page has. */
  hatch: string
  label: string
}

/** Beside its name and state, a part may stand where its sign is to be: `<rect id="gate-1.mark" …/>`. */
const MARK = '.mark'

/** Draws checked elements one by one: no text of a file ever becomes markup. */
export function Drawing({ diagram, states, locale, hatch, label }: Props) {
  const byPart = new Map<string, PartState[]>()
  for (const state of states) byPart.set(state.part.part, [...(byPart.get(state.part.part) ?? []), state])
  return (
    <svg className="drawing" viewBox={`0 0 ${diagram.width} ${diagram.height}`} role="img" aria-label={label}>
      <defs>
        <pattern id={hatch} width="20" height="20" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="20" height="20" fill="var(--surface-2)" />
          <rect width="20" height="6" fill="var(--stale-e)" opacity="0.4" />
        </pattern>
      </defs>
      {diagram.root.children.map((node, i) => <Node key={i} node={node} look={undefined} {...{ byPart, locale, hatch }} />)}
    </svg>
  )
}

interface NodeProps {
  node: DiagramNode
  /** Of the part it belongs to. */
  look: Look | undefined
  byPart: ReadonlyMap<string, readonly PartState[]>
  locale: Locale
  hatch: string
}

function Node({ node, look, byPart, locale, hatch }: NodeProps): ReactNode {
  const { id, 'data-en': english, ...attributes } = node.attributes
  if (id?.endsWith(MARK) === true) return <Mark node={node} states={byPart.get(id.slice(0, -MARK.length)) ?? []} />
  const own = id === undefined ? [] : (byPart.get(id) ?? [])
  const shown = own.find(({ part }) => part.show === 'value')
  const level = own.find(({ part }) => part.show === 'level')
  const judged = own.find(({ part }) => part.show !== 'value')?.look ?? look
  const props: Record<string, unknown> = { ...camelCased(attributes) }
  if (id !== undefined) props['data-part'] = id
  if (node.name === 'text') props['fill'] ??= 'var(--t2)'
  if (own.length > 0 && judged !== undefined) props['className'] = `part is-${judged}`
  if (judged === 'stale' && node.name !== 'g' && node.name !== 'text' && node.name !== 'tspan' && attributes.fill !== 'none') props['fill'] = `url(#${hatch})`
  if (level !== undefined) Object.assign(props, levelProps(level))
  if (shown !== undefined) return createElement(node.name, { fontSize: 84, ...props, ...valueData(shown) }, valueText(shown, locale), unitOf(shown, locale))
  const words = locale === 'en' && english !== undefined ? english : node.text
  return createElement(node.name, props, ...(words === undefined ? [] : [words]), ...node.children.map((child, i) => <Node key={i} node={child} look={judged} {...{ byPart, locale, hatch }} />))
}

/** Filled from below to its share; what is not known is an outline. */
function levelProps({ level, view }: PartState): Record<string, unknown> {
  if (level === undefined || view === undefined) return {}
  const cut = `${((1 - level) * 100).toFixed(2)}%`
  return { style: { clipPath: `inset(${cut} -10px -10px -10px) fill-box` }, 'data-level': level.toFixed(4), ...figureData(view) }
}

const valueData = ({ view, look }: PartState): Record<string, string> => ({ className: `part-value is-${look}`, ...(view === undefined ? {} : figureData(view)) })

function valueText({ view, part: { words } }: PartState, locale: Locale): string {
  if (view?.value === undefined) return '–'
  if (typeof view.value === 'string') return (Object.hasOwn(words, view.value) ? words[view.value]?.[locale] : undefined) ?? view.value
  return formatValue(view.value, view.indicator, locale)
}

/** Half the size of its figure, as everywhere; never below the floor of small text where the figure is 84. */
function unitOf({ view, part }: PartState, locale: Locale): ReactNode {
  if (!part.unit || typeof view?.value !== 'number' || view.indicator.unit === '') return null
  return <tspan className="part-unit" fontSize="0.5em" dx="0.24em">{unitText(view.indicator.unit, locale)}</tspan>
}

/** The sign of a part in the place the drawing keeps for it; nothing while all is well. */
function Mark({ node: { attributes }, states }: { node: DiagramNode; states: readonly PartState[] }) {
  const look = states.find(({ part }) => part.show !== 'value')?.look ?? states[0]?.look
  if (look === undefined || look === 'good' || look === 'unknown') return null
  const { x = '0', y = '0', width = '80' } = attributes
  return (
    <foreignObject x={x} y={y} width={width} height={width} fontSize={width}>
      <ViewGlyph freshness={look === 'stale' || look === 'lost' ? look : 'live'} status={look === 'bad' || look === 'watch' ? look : 'unknown'} />
    </foreignObject>
  )
}

const camelCased = (attributes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]))
