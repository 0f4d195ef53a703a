import { useServerNow, useMark } from '../live/index.ts'
import { useLocale, useSay } from '../locale/index.ts'
import { momentText, usePaper } from '../parts/index.ts'

/** Up to where the figures above had been told when the sheet was drawn: with it they can be found again. */
export function PaperMark({ timeZone }: { timeZone: string }) {
  return usePaper() ? <Mark timeZone={timeZone} /> : null
}

function Mark({ timeZone }: { timeZone: string }) {
  const say = useSay()
  const locale = useLocale()
  const mark = useMark()
  const now = useServerNow(1_000)
  if (mark === undefined || now === undefined) return <p className="paper-mark">{say('paper.noCursor')}</p>
  return <p className="paper-mark">{say('paper.cursor', { cursor: mark.cursor, epoch: mark.epoch, at: momentText(now, timeZone, locale) })}</p>
}
