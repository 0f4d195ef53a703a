import { useRef, useState } from 'react'
import type { Locality, MapImportAnswer } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { Glyph, StatusGlyph } from '../../parts/index.ts'
import { FilePick } from '../agency/FilePick.tsx'
import { ProblemNote } from '../agency/ProblemNote.tsx'
import { type Era, standingOn } from './era.ts'
import { EraChoice } from './EraChoice.tsx'
import { FieldChoice, type MapChoice } from './FieldChoice.tsx'
import { guessFields, type LayerFields } from './guess-fields.ts'

const MOST_BYTES = 60 * 1_024 * 1_024

type State =
  | { step: 'empty'; refusal?: string }
  | { step: 'chosen'; file: File; layer: LayerFields; era: Era; choice: MapChoice; isBusy: boolean; tried?: MapImportAnswer; thrown?: unknown }
  | { step: 'taken'; report: MapImportAnswer['report'] }

interface Props {
  localities: readonly Locality[]
  today: string
  /** Of which level and day the file is. */
  era: Era
  changeEra(era: Era): void
  taken(): void
}

/** An official layer: tried first, with everything that does not match; taken only then. */
export function MapImport({ localities, today, era, changeEra, taken }: Props) {
  const say = useSay()
  const locale = useLocale()
  const [state, setState] = useState<State>({ step: 'empty' })
  const newest = useRef(0)
  const choose = async (file: File, of: Era) => {
    const mine = (newest.current += 1)
    if (file.size > MOST_BYTES) return setState({ step: 'empty', refusal: say('admin.tooLarge', { name: file.name }) })
    const layer = guessFields(await file.text(), standingOn(localities, of, today).standing.map(({ code, name }) => ({ code, name: name.vi })))
    if (mine !== newest.current) return undefined
    if (layer === undefined) return setState({ step: 'empty', refusal: say('admin.noLayer', { name: file.name }) })
    return ask({ step: 'chosen', file, layer, era: of, choice: { code: layer.code, name: layer.name, source: '', allowMissing: false }, isBusy: true }, true)
  }
  /** The choice is part of what was tried: another choice is tried anew. */
  const ask = async (chosen: State & { step: 'chosen' }, isTrial: boolean) => {
    const mine = (newest.current += 1)
    const { file, layer, era: of, choice } = chosen
    setState({ step: 'chosen', file, layer, era: of, choice, isBusy: true, ...(isTrial || chosen.tried === undefined ? {} : { tried: chosen.tried }) })
    const next = await pageApi.importMap({ file, ...of, ...choice, isTrial }).then(
      (answer): State => (answer.taken && !isTrial ? { step: 'taken', report: answer.report } : { step: 'chosen', file, layer, era: of, choice, isBusy: false, tried: answer }),
      (thrown: unknown): State => ({ step: 'chosen', file, layer, era: of, choice, isBusy: false, thrown }),
    )
    if (mine !== newest.current) return
    setState(next)
    if (next.step === 'taken') taken()
  }
  /** What is written under the picture changes nothing of what matches. */
  const change = (chosen: State & { step: 'chosen' }, choice: MapChoice) => {
    const { source: _was, ...was } = chosen.choice
    const { source: _is, ...is } = choice
    if (JSON.stringify(was) === JSON.stringify(is)) setState({ ...chosen, choice })
    else void ask({ ...chosen, choice }, true)
  }
  /** The file is held against other areas: which of its fields are which is looked for anew. */
  const changeTo = (next: Era) => {
    changeEra(next)
    if (state.step === 'chosen') void choose(state.file, next)
  }
  const file = state.step === 'chosen' ? state.file : undefined
  return (
    <section className="card map-import" aria-labelledby="map-import">
      <header className="card-head"><h2 id="map-import">{say('admin.import')}</h2></header>
      <EraChoice localities={localities} era={era} today={today} change={changeTo} />
      <FilePick accept=".geojson,.json" choose={(one) => void choose(one, era)} title={file?.name ?? say('admin.drop')} lead={state.step === 'chosen' ? say('admin.features', { n: state.layer.features }) : say('admin.dropLead')} action={say(file === undefined ? 'agency.choose' : 'agency.chooseOther')} />
      {state.step === 'empty' && state.refusal !== undefined && <p className="plate is-bad" role="alert"><Glyph priority={2} />{state.refusal}</p>}
      {state.step === 'chosen' && <FieldChoice layer={state.layer} choice={state.choice} change={(choice) => change(state, choice)} />}
      <div role="status">
        {state.step === 'chosen' && state.isBusy && <p className="desk-empty">{say('admin.trying')}</p>}
        {state.step === 'chosen' && state.tried !== undefined && <Report answer={state.tried} />}
        {state.step === 'taken' && <div className="plate"><StatusGlyph status="good" /><div><strong>{say('admin.taken')}</strong><ul>{state.report.map((one) => <li key={one.vi}>{one[locale]}</li>)}</ul></div></div>}
      </div>
      {state.step === 'chosen' && state.thrown !== undefined && <ProblemNote title={say('admin.tryFailed')} thrown={state.thrown} />}
      {state.step === 'chosen' && (
        <div className="actions">
          <button type="button" className="is-primary" disabled={state.isBusy || state.tried === undefined || state.tried.faults.length > 0} onClick={() => void ask(state, false)}>{say('admin.use')}</button>
          <span className="desk-note">{say(state.tried !== undefined && state.tried.faults.length > 0 ? 'admin.useNot' : 'admin.useNote')}</span>
        </div>
      )}
    </section>
  )
}

/** What matched, and every reason why the layer cannot be taken. */
function Report({ answer: { faults, report } }: { answer: MapImportAnswer }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <div className={`plate${faults.length > 0 ? ' is-bad' : ''}`}>
      {faults.length > 0 ? <Glyph priority={2} /> : <StatusGlyph status="good" />}
      <div>
        <strong>{faults.length > 0 ? say('admin.faults', { n: faults.length }) : say('admin.noFaults')}</strong>
        <ul>
          {faults.map((one) => <li key={one.vi}><b>{one[locale]}</b></li>)}
          {report.map((one) => <li key={one.vi}>{one[locale]}</li>)}
        </ul>
      </div>
    </div>
  )
}
