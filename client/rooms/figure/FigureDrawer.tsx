import { useEffect, useRef, useState } from 'react'
import type { Catalogue, SeriesName } from '#contract'
import { useSay } from '../../locale/index.ts'
import { AskedLineage } from './AskedLineage.tsx'
import '../desk.css'

export interface Asked {
  series: SeriesName
  at: string | undefined
}

/** The way back from a figure beside the page it stands on; what was opened before is one step back. */
export function FigureDrawer({ catalogue, asked, onClose }: { catalogue: Catalogue; asked: Asked; onClose(): void }) {
  const say = useSay()
  const dialog = useRef<HTMLDialogElement>(null)
  const [path, setPath] = useState<Asked[]>([asked])
  const here = path.at(-1) ?? asked
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="drawer" data-theme="desk" aria-label={say('lineage.title')} onClose={onClose} onClick={(event) => event.target === dialog.current && dialog.current.close()}>
      <div className="desk">
        <div className="drawer-bar">
          {path.length > 1 ? <button type="button" onClick={() => setPath(path.slice(0, -1))}>{say('lineage.back')}</button> : <strong>{say('lineage.title')}</strong>}
          <button type="button" onClick={() => dialog.current?.close()}>{say('lineage.close')}</button>
        </div>
        <AskedLineage key={`${here.series} ${here.at}`} catalogue={catalogue} {...here} onOpen={(series, at) => setPath([...path, { series, at }])} />
      </div>
    </dialog>
  )
}
