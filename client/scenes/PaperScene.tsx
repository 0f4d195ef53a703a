import type { Scene } from '#contract'
import { PaperHead } from '../app/PaperHead.tsx'
import { usePaperPen } from '../charts/index.ts'
import { useLive } from '../live/index.ts'
import { useLocale, useSay } from '../locale/index.ts'
import { usePaper } from '../parts/index.ts'
import { COURSES } from './PaperCourse.tsx'
import { PaperPanel } from './PaperPanel.tsx'
import { readingOrder } from './reading-order.ts'
import './paper-scene.css'

/** A scene for A4: its panels in reading order, each as a table with all its rows. A wall's picture would be dark, and too small to read. */
export function PaperScene({ scene }: { scene: Scene }) {
  return <div className="paper-scene">{readingOrder(scene).map((panel) => <PaperPanel key={panel.id} panel={panel} />)}</div>
}

/** Takes the wall's place while its page is printed. */
export function WallOnPaper({ scene }: { scene: Scene }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue } = useLive()
  const isPaper = usePaper()
  // Fetched before anybody prints: the sheet is made in the same moment.
  usePaperPen(scene.panels.some(({ widget }) => COURSES.has(widget)))
  return (
    <div className="wall-on-paper" data-theme="desk">
      <PaperHead place={catalogue.deployment} title={scene.title[locale]} lead={say('paper.sceneLead')} />
      {isPaper && <PaperScene scene={scene} />}
    </div>
  )
}
