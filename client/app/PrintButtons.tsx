import { useSay } from '../locale/index.ts'
import { printPage } from './paper-shape.ts'

/** In / PDF: this page, drawn for A4 from the data it shows now. */
export function PrintButtons() {
  const say = useSay()
  return (
    <span className="print-buttons" role="group" aria-label={say('paper.print')}>
      <b>{say('paper.print')}</b>
      {(['portrait', 'landscape'] as const).map((shape) => <button key={shape} type="button" aria-label={say(`paper.print-${shape}`)} onClick={() => printPage(shape)}>{say(`paper.${shape}`)}</button>)}
    </span>
  )
}
