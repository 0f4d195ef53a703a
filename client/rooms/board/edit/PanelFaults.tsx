import { useMemo } from 'react'
import type { Panel } from '#contract'
import { overlapsOf } from '../../../boards/index.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import { Glyph } from '../../../parts/index.ts'
import { useEditing } from './editing.ts'
import { panelName } from './names-of.ts'

/** What is wrong with a panel, in words, where it is mended. */
export function PanelFaults({ panel }: { panel: Panel }) {
  const say = useSay()
  const locale = useLocale()
  const { scene, catalogue, faults } = useEditing()
  const under = useMemo(() => overlapsOf(scene).get(panel.id) ?? [], [scene, panel.id])
  const names = scene.panels.filter(({ id }) => under.includes(id)).map((one) => panelName(one, catalogue, { locale, say }))
  const all = [...(names.length > 0 ? [say('board.liesOn', { names: names.join(', ') })] : []), ...faults.filter((fault) => fault.panel === panel.id).map(({ message }) => message)]
  if (all.length === 0) return null
  return <ul className="panel-faults">{all.map((one) => <li key={one}><Glyph priority={2} />{one}</li>)}</ul>
}
