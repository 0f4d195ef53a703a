import { type DragEvent, useState } from 'react'

interface Props {
  accept: string
  title: string
  lead: string
  action: string
  choose(file: File): void
}

/** A place to drop a file on; a click, or Enter on it, opens the machine's own window. */
export function FilePick({ accept, title, lead, action, choose }: Props) {
  const [isOver, setOver] = useState(false)
  const over = (is: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(is)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined) choose(file)
  }
  return (
    <label className={`file-pick${isOver ? ' is-over' : ''}`} onDragOver={over(true)} onDragEnter={over(true)} onDragLeave={over(false)} onDrop={drop}>
      <svg viewBox="0 0 30 36" aria-hidden="true">
        <path d="M2 1.5H20L28 9.5V34.5H2Z M20 1.5V9.5H28" fill="none" stroke="var(--t2)" strokeWidth="1.8" />
        <path d="M8 18H22M8 23H22M8 28H22M15 15V31" stroke="var(--ink-2)" strokeWidth="1.5" />
      </svg>
      <span className="file-words"><b>{title}</b><small>{lead}</small></span>
      <span className="file-action">{action}</span>
      <input
        type="file" accept={accept} className="off-screen"
        onChange={({ target }) => {
          const file = target.files?.[0]
          // The same file, mended meanwhile, may be chosen again.
          target.value = ''
          if (file !== undefined) choose(file)
        }}
      />
    </label>
  )
}
