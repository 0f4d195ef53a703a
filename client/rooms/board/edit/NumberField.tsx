import { useState } from 'react'

interface Props {
  id: string
  value: number | undefined
  step?: number | 'any'
  min?: number | undefined
  max?: number | undefined
  /** `undefined` where the field is empty. */
  change(value: number | undefined): void
}

/** What somebody types counts as soon as it is a number; what is half typed stays in the field until it is left. */
export function NumberField({ id, value, step = 'any', min, max, change }: Props) {
  const [typed, type] = useState<string>()
  return (
    <input
      id={id} type="number" inputMode="decimal" step={step} min={min} max={max} value={typed ?? value ?? ''} onBlur={() => type(undefined)}
      onChange={({ target }) => {
        type(target.value)
        const number = target.value === '' ? undefined : Number(target.value)
        if (number === undefined || (Number.isFinite(number) && (min === undefined || number >= min) && (max === undefined || number <= max))) change(number)
      }}
    />
  )
}
