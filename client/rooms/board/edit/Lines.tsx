import { type ReactNode, useRef, useState } from 'react'
import { useSay } from '../../../locale/index.ts'
import { Cross, Up } from './Icons.tsx'

export interface Line {
  /** Stays with the line when it moves: the focus goes along. */
  key: string
  name: string
  body: ReactNode
}

interface Props {
  lines: readonly Line[]
  label: string
  move(from: number, to: number): void
  take(index: number): void
}

/** A list whose order counts: each line moves up, down or goes by a button that stays under the hand, and what was done is said. */
export function Lines({ lines, label, move, take }: Props) {
  const say = useSay()
  const list = useRef<HTMLOListElement>(null)
  const [told, tell] = useState('')
  const shift = ({ name }: Line, from: number, by: number) => {
    const to = from + by
    // Not switched off at the ends: a button that is loses the focus, and with it the place of who works by keyboard.
    if (to < 0 || to >= lines.length) return
    move(from, to)
    tell(say('board.movedLine', { name, n: to + 1, all: lines.length }))
  }
  const drop = ({ name }: Line, index: number) => {
    take(index)
    tell(say('board.tookLine', { name }))
    requestAnimationFrame(() => {
      const left = list.current?.querySelectorAll<HTMLButtonElement>(':scope > li > .actions > [data-take]') ?? []
      left[Math.min(index, left.length - 1)]?.focus()
    })
  }
  return (
    <>
      <ol className="series-list" aria-label={label} ref={list}>
        {lines.map((line, index) => (
          <li key={line.key}>
            {line.body}
            <span className="actions">
              <button type="button" aria-disabled={index === 0} aria-label={say('board.up', { name: line.name })} onClick={() => shift(line, index, -1)}><Up /></button>
              <button type="button" aria-disabled={index === lines.length - 1} aria-label={say('board.down', { name: line.name })} onClick={() => shift(line, index, 1)}><Up isDown /></button>
              <button type="button" data-take aria-label={say('board.take', { name: line.name })} onClick={() => drop(line, index)}><Cross /></button>
            </span>
          </li>
        ))}
      </ol>
      <p className="off-screen" role="status">{told}</p>
    </>
  )
}

export const moved = <T,>(all: readonly T[], from: number, to: number): T[] => {
  const one = all.slice(from, from + 1)
  return all.toSpliced(from, 1).toSpliced(to, 0, ...one)
}
