import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useSay } from '../locale/index.ts'

/** The first stop of the Tab key: past what every page repeats. A wall has nothing to skip. */
export function SkipLink() {
  const say = useSay()
  const [here] = useLocation()
  const from = useRef(here)
  useEffect(() => {
    if (from.current === here) return
    from.current = here
    // Who followed a link by keyboard goes on from the new page, not from the top of the window: the link has gone with the old one.
    if (document.activeElement === document.body) focusMain()
  }, [here])
  if (here.startsWith('/wall/')) return null
  return (
    <a
      href="#main" className="skip-link"
      onClick={(event) => {
        event.preventDefault()
        focusMain()
      }}
    >
      {say('app.skip')}
    </a>
  )
}

function focusMain(): void {
  const main = document.querySelector('main')
  if (main === null) return
  main.tabIndex = -1
  main.focus()
}
