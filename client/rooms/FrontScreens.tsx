import { Link } from 'wouter'
import { useFetched } from '../app/use-fetched.ts'
import { type Locale, type Say, useLocale, useSay } from '../locale/index.ts'
import { useWindowSize } from '../scenes/use-window.ts'
import { boardApi } from './board/board-api.ts'
import { type ScreenLink, type ScreenRow, screenRows } from './screen-rows.ts'

const load = async (): Promise<ScreenRow[]> => {
  const [walls, scenes] = await Promise.all([boardApi.walls(), boardApi.scenes()])
  return screenRows(walls, scenes)
}

/** Narrower than this a list of every screen would be longer than the page it stands on. */
const WIDE_PX = 768

/** Every wall, and every scene this person may see; folded on a phone. Where they cannot be had the rest of the page is complete without them. */
export function FrontScreens() {
  const say = useSay()
  const fetched = useFetched(load)
  const { width } = useWindowSize()
  if (fetched.state !== 'ready' || fetched.value.length === 0) return null
  const scenes = fetched.value.filter(({ print }) => print !== undefined).length
  return (
    <details className="front-screens" open={width >= WIDE_PX}>
      <summary><h2>{say('screens.title')}</h2><span>{say('screens.count', { scenes })}</span></summary>
      <ul>{fetched.value.map((row) => <Row key={row.id} row={row} />)}</ul>
    </details>
  )
}

function Row({ row: { id, title, inTurn, screens, print } }: { row: ScreenRow }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <li data-screen-row={id}>
      <h3>{title[locale]}{inTurn !== undefined && <small>{say('screens.inTurn', { n: inTurn })}</small>}</h3>
      <p>
        {screens.map((screen) => {
          const words = wordsOf(screen, { say, locale })
          return <Link key={screen.href} href={screen.href} aria-label={`${words}: ${screen.title[locale]}`}>{words}</Link>
        })}
        {print !== undefined && <Link href={print} aria-label={`${say('paper.printOf')}: ${title[locale]}`}>{say('paper.printOf')}</Link>}
      </p>
    </li>
  )
}

function wordsOf({ title, grid }: ScreenLink, { say, locale }: { say: Say; locale: Locale }): string {
  if (grid === undefined) return title[locale]
  return grid === '1x1' ? say('screens.one') : say('screens.grid', { grid: grid.replace('x', ' × ') })
}
