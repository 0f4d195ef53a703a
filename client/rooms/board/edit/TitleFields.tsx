import { useId } from 'react'
import type { Panel, Text } from '#contract'
import { useSay } from '../../../locale/index.ts'
import { changeIn, useEditing } from './editing.ts'

/** A title of its own, in both languages; without one the panel says what it shows. */
export function TitleFields({ panel }: { panel: Panel }) {
  const say = useSay()
  const id = useId()
  const editing = useEditing()
  const change = (part: keyof Text, text: string) => changeIn(editing, panel.id, ({ title, ...rest }) => {
    const other = part === 'vi' ? 'en' : 'vi'
    const next = { vi: text, en: text, ...(title && { [other]: title[other] }), [part]: text }
    // English follows Vietnamese until somebody writes it; a title with a part missing is none.
    if (title !== undefined && part === 'vi' && title.en === title.vi) next.en = text
    return next.vi === '' || next.en === '' ? rest : { ...rest, title: next }
  }, `title-${part} ${panel.id}`)
  return (
    <section aria-labelledby={`${id}-head`}>
      <h3 id={`${id}-head`}>{say('board.titleOf')}</h3>
      <div className="field"><label htmlFor={`${id}-vi`}>{say('board.vi')}</label><input id={`${id}-vi`} value={panel.title?.vi ?? ''} maxLength={120} placeholder={say('board.untitled')} onChange={({ target }) => change('vi', target.value)} /></div>
      {panel.title !== undefined && <div className="field"><label htmlFor={`${id}-en`}>{say('board.en')}</label><input id={`${id}-en`} value={panel.title.en} maxLength={120} onChange={({ target }) => change('en', target.value)} /></div>}
    </section>
  )
}
