import { Check, type Run, WORD_OF_CHECK } from '#contract'

/** How much there was to check. `#time` in ms; the others are numbers of figures, answers, passes and places. */
export type Basis = '#figures' | '#judged' | '#answers' | '#passes' | '#places' | '#time'

/** Of what a check is a share. */
export const BASIS_OF: Readonly<Record<Check, Basis>> = {
  unit: '#judged', range: '#figures', repeat: '#judged', zone: '#judged', places: '#places', rows: '#answers', zeros: '#judged',
  readable: '#figures', fields: '#answers', unique: '#figures', answered: '#passes', 'on-time': '#time',
}

export const CHECKS: readonly Check[] = Check.options

/** A number to be added up: what a pass had, or lost. `dataset` is '' for what belongs to no single one. */
export interface Count {
  dataset: string
  what: Basis | Check
  n: number
}

/** Within a planned outage what is missing was said beforehand. */
const isExcused = (check: Check): boolean => WORD_OF_CHECK[check] === 'complete' || WORD_OF_CHECK[check] === 'alive'

/** What one pass adds, time apart. Nothing of a run that is no pass of its own. */
export function countRun({ tally }: Pick<Run, 'tally'>, isPlanned: boolean): Count[] {
  if (tally === undefined) return []
  const { figures, isJudged = false, places = 0, lost = [] } = tally
  const all: Count[] = Object.entries(figures).flatMap(([dataset, n]) => [
    { dataset, what: '#figures' as const, n }, ...(isJudged ? [{ dataset, what: '#judged' as const, n }] : []),
  ])
  if (isJudged) all.push({ dataset: '', what: '#answers', n: 1 })
  if (!isPlanned) all.push({ dataset: '', what: '#passes', n: 1 }, { dataset: '', what: '#places', n: places })
  for (const [check, dataset, n] of lost) if (!isPlanned || !isExcused(check)) all.push({ dataset, what: check, n })
  return all.filter(({ n }) => n > 0)
}

/** Was a good answer there, whatever it held? What is held for being unusual, or could not be read, was an answer. */
export const isAnswered = ({ error }: Pick<Run, 'error'>): boolean => error === undefined || error.kind === 'drift' || error.kind === 'malformed'
