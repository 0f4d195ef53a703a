import { useParams } from 'wouter'
import type { Catalogue } from '#contract'
import { NotFound } from '../../app/NotFound.tsx'
import { pageApi } from '../../app/api.ts'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { HELP, HELP_ROOMS, type HelpRoomName, isHelpRoom } from '../../locale/help/index.ts'
import { useLocale } from '../../locale/index.ts'
import { DeskFrame } from '../DeskFrame.tsx'
import { Marks } from './Marks.tsx'
import './help.css'

/** `/help/:room`: for whom a page is, what it is for, how its marks are read, what to do about them, and its keys; one screen each. */
export function HelpRoom() {
  const { room } = useParams()
  if (room === undefined || !isHelpRoom(room)) return <NotFound />
  return <WhenFetched load={pageApi.catalogue}>{(catalogue) => <HelpPage room={room} catalogue={catalogue} />}</WhenFetched>
}

const THEN = ['red', 'late', 'missing'] as const

export function HelpPage({ room, catalogue }: { room: HelpRoomName; catalogue: Catalogue }) {
  const { words, rooms } = HELP[useLocale()]
  const { title, whom, what, keys, at, ...then } = rooms[room]
  return (
    <DeskFrame
      catalogue={catalogue} title={`${words.title}: ${title}`} lead={words.lead.replace('{whom}', whom)}
      parts={HELP_ROOMS.map((one) => ({ href: `/help/${one}`, title: rooms[one].title, isOpen: one === room }))}
    >
      <div className="help">
        <section className="card" aria-labelledby="help-what">
          <header className="card-head"><h2 id="help-what">{words.what}</h2><a className="help-open" href={at}>{words.open}</a></header>
          <ul className="help-what">{what.map((line) => <li key={line}>{line}</li>)}</ul>
        </section>
        <section className="card" aria-labelledby="help-then">
          <header className="card-head"><h2 id="help-then">{words.then}</h2></header>
          <dl>{THEN.map((one) => <div key={one}><dt>{words[one]}</dt><dd>{then[one]}</dd></div>)}</dl>
        </section>
        <Marks />
        <section className="card" aria-labelledby="help-keys">
          <header className="card-head"><h2 id="help-keys">{words.keys}</h2></header>
          <dl className="help-keys">{keys.map(([key = '', does = '']) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}</dl>
        </section>
      </div>
    </DeskFrame>
  )
}
