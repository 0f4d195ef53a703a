import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { type Catalogue, type Indicator, splitSeries, type TargetRegistration } from '#contract'
import { ApiProblem } from '../../api/index.ts'
import { unitText, useLocale, useSay } from '../../locale/index.ts'
import { Glyph } from '../../parts/index.ts'
import type { NamedViewer } from '../NamedOnly.tsx'
import { subjectsOf } from './names.ts'
import type { Own } from './own.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { MOST_VALUES, nextValue, readTarget, SPAN_KINDS, type TypedTarget, type TypedValue } from './target-form.ts'
import { amountText, daysText, heldOn } from './target-words.ts'
import { type Bound, type Faults, Field } from './TargetField.tsx'
import { TargetSpan } from './TargetSpan.tsx'
import { TargetValue } from './TargetValue.tsx'
import { targetsApi } from './targets-api.ts'

export interface TargetFormProps {
  first: TypedTarget
  catalogue: Catalogue
  viewer: NamedViewer
  own: Own
  mayRegister: ReadonlySet<string>
  today: string
  close(): void
  done(registration: TargetRegistration): Promise<void>
}

/** Planned values of one indicator of one place for a time, each on its paper; one of them is the main one. */
export function TargetForm({ first, catalogue, viewer, own, mayRegister, today, close, done }: TargetFormProps) {
  const say = useSay()
  const locale = useLocale()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState(first)
  const [faults, setFaults] = useState<Faults>({})
  const [thrown, setThrown] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const indicators = catalogue.indicators.filter((one) => mayRegister.has(one.id) && own.series.some((series) => splitSeries(series).indicator === one.id))
  const indicator = indicators.find((one) => one.id === typed.indicator)
  const places = indicator === undefined ? [] : placesOf(indicator, catalogue, viewer, own)
  const held = heldOn(catalogue, { indicator: typed.indicator, subject: typed.subject, day: today })
  useEffect(() => form.current?.querySelector<HTMLElement>('select')?.focus(), [])
  // Where something is wrong, who reads with the fingers is led there.
  useEffect(() => {
    if (Object.keys(faults).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [faults])
  const change = (part: Partial<TypedTarget>) => setTyped({ ...typed, ...part })
  const choose = (next: string) => {
    const info = indicators.find((one) => one.id === next)
    const subjects = info === undefined ? [] : placesOf(info, catalogue, viewer, own)
    change({ indicator: next, subject: subjects.some((one) => one.id === typed.subject) ? typed.subject : (subjects[0]?.id ?? '') })
  }
  const send = async (known: Indicator) => {
    const read = readTarget(typed, known, locale)
    setThrown(undefined)
    if ('faults' in read) return setFaults(Object.fromEntries(Object.entries(read.faults).map(([place, { key, fill }]) => [place, say(key, fill)])))
    setFaults({})
    setBusy(true)
    try {
      await done(await targetsApi.register(read.asked))
    } catch (failure) {
      setThrown(failure)
      if (failure instanceof ApiProblem) setFaults(Object.fromEntries(failure.errors.map(({ pointer, message }) => [placeOf(pointer, typed), message])))
      setBusy(false)
    }
  }
  const one = (place: string, name: string, label: string, input: (bound: Bound) => ReactNode) => <Field place={place} id={`${id}-${name}`} label={label} faults={faults}>{input}</Field>
  return (
    <form ref={form} className="card target-form" noValidate aria-labelledby={`${id}-title`} onSubmit={(event) => { event.preventDefault(); if (indicator !== undefined) void send(indicator) }}>
      <header className="card-head"><h2 id={`${id}-title`}>{say('targets.formTitle')}</h2><span className="desk-note">{say('targets.formNote')}</span></header>
      <div className="target-fields">
        {one('/indicator', 'indicator', say('targets.indicator'), (bound) => (
          <select {...bound} value={typed.indicator} onChange={({ target }) => choose(target.value)}>{indicators.map((info) => <option key={info.id} value={info.id}>{info.name[locale]}</option>)}</select>
        ))}
        {one('/subject', 'subject', say('targets.subject'), (bound) => (
          <select {...bound} value={typed.subject} onChange={({ target }) => change({ subject: target.value })}>{places.map((place) => <option key={place.id} value={place.id}>{place.name[locale]}</option>)}</select>
        ))}
      </div>
      <p className="target-held">{held.length === 0 ? say('targets.nothingHeld') : say('targets.heldLine', { value: held.map(({ value }) => amountText(value, indicator, locale)).join(', '), days: daysText(held[0] ?? {}, say) })}</p>
      <fieldset className="target-span">
        <legend>{say('targets.days')}</legend>
        <div className="target-kinds">{SPAN_KINDS.map((kind) => <label key={kind}><input type="radio" name={`${id}-span`} checked={typed.span === kind} onChange={() => change({ span: kind })} />{say(`targets.span-${kind}`)}</label>)}</div>
        <TargetSpan id={id} typed={typed} change={change} faults={faults} />
      </fieldset>
      <ol className="target-values">
        {typed.values.map((value, i) => (
          <TargetValue
            key={value.key} id={`${id}-${value.key}`} index={i} count={typed.values.length} value={value} unit={indicator === undefined ? '' : unitText(indicator.unit, locale)} today={today} faults={faults}
            change={(part) => change({ values: changed(typed.values, value.key, part) })}
            remove={typed.values.length > 1 ? () => change({ values: without(typed.values, value.key) }) : undefined}
          />
        ))}
      </ol>
      {faults['/values'] !== undefined && <p className="field-why is-loose"><Glyph priority={2} /><span>{faults['/values']}</span></p>}
      <p className="actions"><button type="button" disabled={typed.values.length >= MOST_VALUES} onClick={() => change({ values: [...typed.values, nextValue(typed.values)] })}>{say('targets.addValue')}</button><span className="desk-note">{say('targets.addNote')}</span></p>
      {one('/reason', 'reason', say('targets.reason'), (bound) => <textarea {...bound} rows={2} maxLength={1_000} value={typed.reason} onChange={({ target }) => change({ reason: target.value })} />)}
      <p className="actions">
        <button type="submit" className="is-primary" disabled={isBusy || indicator === undefined}>{say('targets.send')}</button>
        <button type="button" disabled={isBusy} onClick={close}>{say('targets.cancel')}</button>
        <span className="desk-note">{say('targets.sendNote')}</span>
      </p>
      {thrown !== undefined && <ProblemNote title={say('targets.refused')} thrown={thrown} />}
    </form>
  )
}

/** Where the server found a fault, among the fields that are on screen now. */
function placeOf(pointer: string, { span }: TypedTarget): string {
  if (pointer === '/unit') return '/values/0/value'
  return span !== 'days' && (pointer === '/validFrom' || pointer === '/validTo') ? '/period' : pointer
}

/** Exactly one is the main one: to choose another takes it from the first. */
const changed = (values: readonly TypedValue[], key: number, part: Partial<TypedValue>): TypedValue[] =>
  values.map((one) => (one.key === key ? { ...one, ...part } : part.main === true ? { ...one, main: false } : one))

function without(values: readonly TypedValue[], key: number): TypedValue[] {
  const rest = values.filter((one) => one.key !== key)
  return rest.some(({ main }) => main) ? rest : rest.map((one, i) => ({ ...one, main: i === 0 }))
}

/** Whoever is bound to places speaks of those; others of the province first, then of its parts. */
function placesOf(indicator: Indicator, catalogue: Catalogue, { scope }: NamedViewer, own: Own) {
  if (own.kind === 'place') return own.places
  const province = catalogue.localities.filter(({ id }) => id === catalogue.deployment.subject)
  return indicator.level === 'province' ? province : [...province, ...subjectsOf(indicator, catalogue, scope.localities)]
}
