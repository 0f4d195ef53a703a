import { useId, useMemo } from 'react'
import type { Panel } from '#contract'
import { type Say, useLocale, useSay } from '../../../locale/index.ts'
import { Glyph } from '../../../parts/index.ts'
import { widgets } from '../../../widgets/index.ts'
import { changeIn, useEditing } from './editing.ts'
import { JsonField } from './JsonField.tsx'
import { NumberField } from './NumberField.tsx'
import { checkOptions, inLanguage, type OptionField, optionFields } from './option-fields.ts'
import { WordsField } from './WordsField.tsx'

/** What a choice means, in words where it has some. */
function choiceWords(choice: string, say: Say): string {
  const key = `board.choice-${choice}`
  const said = say(key)
  return said === key ? choice : said
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** How a panel shows it: a form made from the widget's own schema. */
export function OptionsForm({ panel }: { panel: Panel }) {
  const say = useSay()
  const id = useId()
  const editing = useEditing()
  const widget = widgets[panel.widget]
  const fields = useMemo(() => (widget === undefined ? [] : optionFields(widget)), [widget])
  if (widget === undefined || fields.length === 0) return null
  const fault = checkOptions(widget, panel.options)
  const change = (name: string, value: unknown) => changeIn(editing, panel.id, (one) => {
    const { [name]: _, ...rest } = one.options
    return { ...one, options: value === undefined ? rest : { ...one.options, [name]: value } }
  }, `option-${name} ${panel.id}`)
  return (
    <section aria-labelledby={`${id}-head`}>
      <h3 id={`${id}-head`}>{say('board.options')}</h3>
      {fault !== undefined && <p className="panel-faults" role="alert"><Glyph priority={2} />{fault}</p>}
      {fields.map((field) => <Field key={field.name} field={field} value={panel.options[field.name]} change={(value) => change(field.name, value)} check={(value) => checkOptions(widget, { ...panel.options, [field.name]: value })} />)}
    </section>
  )
}

interface FieldProps {
  field: OptionField
  value: unknown
  change(value: unknown): void
  /** Why the widget would not take it. */
  check(value: unknown): string | undefined
}

function Field({ field, value, change, check }: FieldProps) {
  const say = useSay()
  const locale = useLocale()
  const id = useId()
  const { kind, title, hint, usual } = field
  const label = <label htmlFor={id}>{inLanguage(title, locale)}</label>
  const remark = hint === undefined ? null : <p className="desk-note">{inLanguage(hint, locale)}</p>
  if (kind === 'yes-no') return <div className="field"><label className="check"><input type="checkbox" checked={(value ?? usual) === true} onChange={({ target }) => change(target.checked)} />{inLanguage(title, locale)}</label>{remark}</div>
  if (kind === 'json') return <div className="field">{label}<JsonField id={id} value={value ?? usual} change={change} check={check} />{remark}</div>
  if (kind === 'words') return <div className="field">{label}<WordsField id={id} value={value ?? usual} change={change} />{remark}</div>
  return (
    <div className="field">
      {label}
      {kind === 'choice' && (
        <select id={id} value={textOf(value ?? usual)} onChange={({ target }) => change(target.value === '' ? undefined : target.value)}>
          {usual === undefined && <option value="">{say('board.unsaid')}</option>}
          {field.choices.map((one) => <option key={one} value={one}>{choiceWords(one, say)}</option>)}
        </select>
      )}
      {kind === 'number' && <NumberField id={id} value={typeof value === 'number' ? value : typeof usual === 'number' ? usual : undefined} step={field.isWhole ? 1 : 'any'} min={field.min} max={field.max} change={change} />}
      {kind === 'text' && <input id={id} value={typeof value === 'string' ? value : typeof usual === 'string' ? usual : ''} onChange={({ target }) => change(target.value === '' ? undefined : target.value)} />}
      {remark}
    </div>
  )
}
