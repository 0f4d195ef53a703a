import type { ReactNode } from 'react'
import { Glyph } from '../../parts/index.ts'

/** What stands at a field that is wrong, by its place in what is asked for. */
export type Faults = Readonly<Record<string, string>>

export interface Bound {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string
}

/** A field with its name above and what is wrong below. */
export function Field({ place, id, label, faults, children }: { place: string; id: string; label: string; faults: Faults; children: (bound: Bound) => ReactNode }) {
  const why = faults[place]
  return (
    <div className={`field${why === undefined ? '' : ' is-wrong'}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': why !== undefined, 'aria-describedby': `${id}-why` })}
      <p id={`${id}-why`} className="field-why">{why !== undefined && <><Glyph priority={2} /><span>{why}</span></>}</p>
    </div>
  )
}
