import { useState } from 'react'
import type { Catalogue, SubmissionSource } from '#contract'
import { useSay } from '../../locale/index.ts'
import type { NamedViewer } from '../NamedOnly.tsx'
import { FormSender } from './FormSender.tsx'
import type { Names } from './names.ts'
import { FileSender } from './FileSender.tsx'

interface Props {
  sources: readonly SubmissionSource[]
  names: Names
  catalogue: Catalogue
  viewer: NamedViewer
  again(): Promise<void>
}

/** Choose where the figures belong, then a file or the form. */
export function SendPart({ sources, names, catalogue, viewer, again }: Props) {
  const say = useSay()
  const mine = sources.filter(({ may }) => may.includes('send'))
  const [chosen, setChosen] = useState<string>()
  const source = mine.find(({ id }) => id === chosen) ?? mine[0]
  if (source === undefined) return <p className="desk-empty">{say(sources.length > 0 ? 'agency.onlyApprove' : 'agency.noSource')}</p>
  return (
    <>
      <fieldset className="source-choice">
        <legend>{say('agency.source')}</legend>
        {mine.map(({ id, way }) => (
          <label key={id} className={id === source.id ? 'is-chosen' : ''}>
            <input type="radio" name="source" value={id} checked={id === source.id} onChange={() => setChosen(id)} />
            <span><b>{names.source(id)}</b><small>{say(`agency.way-${way}`)}</small></span>
          </label>
        ))}
      </fieldset>
      {source.way === 'file'
        ? <FileSender key={source.id} source={source} names={names} again={again} />
        : <FormSender key={source.id} source={source} names={names} catalogue={catalogue} viewer={viewer} again={again} />}
    </>
  )
}
