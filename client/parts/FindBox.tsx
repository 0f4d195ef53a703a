import { useSay } from '../locale/index.ts'

interface Props {
  /** What is looked for, `Tìm xã, phường, có dấu hay không dấu`. */
  label: string
  wanted: string
  want(wanted: string): void
  /** How many there are now; said to who cannot see the list grow short. */
  found: number
}

/** Above a list one looks something up in; `finderOf` does the finding. */
export function FindBox({ label, wanted, want, found }: Props) {
  const say = useSay()
  return (
    <div className="find-box">
      <input type="search" value={wanted} onChange={({ target }) => want(target.value)} placeholder={label} aria-label={label} />
      <p role="status" className={wanted !== '' && found === 0 ? undefined : 'off-screen'}>{wanted === '' ? '' : found === 0 ? say('find.nothing', { wanted }) : say('find.found', { n: found })}</p>
    </div>
  )
}
