import { useSay } from '../../locale/index.ts'
import type { WidgetProps } from '../widget.ts'
import type { NoticeOptions } from './options.ts'
import './notice.css'

/** A text somebody wrote, with whose it is and of which day. Never markup. */
export function NoticeView({ options: { text, by, on, size }, title, locale }: WidgetProps<NoticeOptions>) {
  const say = useSay()
  const paragraphs = text[locale].split(/\n\s*\n/).map((one) => one.trim()).filter((one) => one !== '')
  const signed = [by?.[locale] ?? '', on === undefined ? '' : on.split('-').toReversed().join('/')].filter((one) => one !== '')
  return (
    <article className={`p text-panel is-${size}`}>
      {title !== undefined && <header className="pt"><h2>{title}</h2></header>}
      {paragraphs.length === 0 && <p className="p-empty">{say('text.none')}</p>}
      <div className="text-body">{paragraphs.map((one, i) => <p key={i}>{one}</p>)}</div>
      {paragraphs.length > 0 && <footer className="note">{signed.length > 0 ? signed.join(' · ') : say('text.unsigned')}</footer>}
    </article>
  )
}
