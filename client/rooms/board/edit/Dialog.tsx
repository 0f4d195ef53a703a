import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useSay } from '../../../locale/index.ts'

/** A question beside the work: the browser keeps the focus in it and gives it back. */
export function Dialog({ title, wide = false, close, children }: { title: string; wide?: boolean; close(): void; children: ReactNode }) {
  const say = useSay()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const own = dialog.current
    if (own?.open === false) own.showModal()
  }, [])
  return (
    <dialog ref={dialog} className={wide ? 'board-dialog is-wide' : 'board-dialog'} aria-labelledby={id} onClose={close}>
      <header><h2 id={id}>{title}</h2><button type="button" onClick={() => dialog.current?.close()}>{say('board.close')}</button></header>
      {children}
    </dialog>
  )
}
