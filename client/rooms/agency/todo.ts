import type { Explanation, QuarantineAnswer, Role, SeriesName, SeriesView, SourceView, Status, SubmissionsAnswer, TargetsAnswer } from '#contract'
import { formatSince, type Say } from '../../locale/index.ts'
import { shortName, statusOf } from '../../parts/index.ts'
import { isOverdue } from '../explanations/Explained.tsx'
import { exceptionsOf } from '../figure-list/weigh.ts'
import { deskFigurePath } from '../figure-list/FigureRow.tsx'
import { dayText, type Names } from './names.ts'

/** One thing that waits for a person, and where it is done. */
export interface Todo {
  key: string
  status: Status
  title: string
  detail: string
  href: string
  go: 'quality' | 'send' | 'waiting' | 'sent' | 'held' | 'explain' | 'list'
}

export interface TodoFacts {
  views: readonly SeriesView[]
  sources: readonly SourceView[]
  /** Whether the sources are theirs to mend: a commune is only told by them. */
  ownsSources: boolean
  submissions: SubmissionsAnswer | undefined
  held: readonly QuarantineAnswer[]
  /** The newest of each series; undefined while they cannot be read. */
  explained: ReadonlyMap<SeriesName, Explanation> | undefined
  /** Registered targets; undefined while they cannot be read. */
  targets?: TargetsAnswer | undefined
  viewer: { name: string; roles: readonly Role[] }
  now: number
  today: string
}

const EXPLAINERS: readonly Role[] = ['agency-editor', 'agency-approver', 'commune']
const MOST_EXPLAINED = 4
const WEIGHT: Record<Status, number> = { bad: 0, watch: 1, unknown: 2, good: 3 }

/** All that waits, computed from what is there; what is worst first. */
export function todosOf(facts: TodoFacts, names: Names, say: Say): Todo[] {
  return [...lateSources(facts, names, say), ...dueTables(facts, names, say), ...toDecide(facts, names, say), ...targetsToDecide(facts, names, say), ...returned(facts, names, say), ...heldAnswers(facts, names, say), ...unexplained(facts, names, say)]
    .toSorted((a, b) => WEIGHT[a.status] - WEIGHT[b.status])
}

const isHandedIn = (driver: string): boolean => driver === 'sheet' || driver === 'manual'

function lateSources({ sources, ownsSources, now }: TodoFacts, names: Names, say: Say): Todo[] {
  if (!ownsSources) return []
  return sources.filter(({ info, freshness, health }) => !isHandedIn(info.driver) && health?.paused !== true && (freshness === 'late' || freshness === 'stale' || freshness === 'never')).map(({ info, freshness, health }) => {
    const { error, newestAt } = health ?? {}
    return {
      key: `late ${info.id}`, status: freshness === 'stale' ? 'bad' : 'watch', title: say(`home.${freshness}`, { source: info.title[names.locale] }), href: '/agency?part=quality', go: 'quality',
      detail: error !== undefined ? say('home.lateError', { error: say(`sources.error-${error.kind}`), at: names.moment(iso(error.since)) }) : newestAt === undefined ? '' : say('home.lateDetail', { age: formatSince(newestAt, now, names.timeZone, names.locale) }),
    }
  })
}

/** A table whose figures are due and that nobody has handed in yet. */
function dueTables({ submissions, sources, views }: TodoFacts, names: Names, say: Say): Todo[] {
  return (submissions?.sources ?? []).filter(({ id, may }) => may.includes('send') && submissions?.submissions.every((one) => one.source !== id || one.state !== 'waiting')).flatMap(({ id, indicators }): Todo[] => {
    const told = new Set<string>([...indicators, ...(sources.find(({ info }) => info.id === id)?.info.indicators ?? [])])
    const due = views.filter(({ indicator, freshness }) => told.has(indicator.id) && (freshness === 'late' || freshness === 'stale' || freshness === 'never'))
    if (due.length === 0) return []
    const status = due.some(({ freshness }) => freshness === 'stale') ? 'bad' : due.some(({ freshness }) => freshness === 'late') ? 'watch' : 'unknown'
    return [{ key: `due ${id}`, status, title: say('home.due', { source: names.source(id) }), detail: say('home.dueDetail', { n: due.length }), href: '/agency?part=send', go: 'send' }]
  })
}

function toDecide({ submissions }: TodoFacts, names: Names, say: Say): Todo[] {
  const waiting = (submissions?.submissions ?? []).filter(({ state, may }) => state === 'waiting' && may.includes('approve'))
  const oldest = waiting.at(-1)
  if (oldest === undefined) return []
  const href = waiting.length === 1 ? `/agency?part=waiting&open=${oldest.id}` : '/agency?part=waiting'
  return [{ key: 'waiting', status: 'watch', title: say('home.approve', { n: waiting.length }), detail: say('home.approveDetail', { at: names.moment(oldest.sentAt) }), href, go: 'waiting' }]
}

/** What I sent last to a source, and got back. */
function returned({ submissions, viewer }: TodoFacts, names: Names, say: Say): Todo[] {
  const mine = (submissions?.submissions ?? []).filter(({ sentBy }) => sentBy === viewer.name)
  const last = mine.filter((one, i) => mine.findIndex(({ source }) => source === one.source) === i)
  return last.filter(({ state }) => state === 'refused').map(({ id, source, answer }) => ({
    key: `returned ${id}`, status: 'watch', title: say('home.returned', { source: names.source(source) }), detail: answer ?? '', href: `/agency?part=sent&open=${id}`, go: 'sent',
  }))
}

const TARGETS = '/agency?part=targets'

/** Targets that wait for me, and the last of mine for a figure that came back. */
function targetsToDecide({ targets, viewer }: TodoFacts, names: Names, say: Say): Todo[] {
  const all = targets?.registrations ?? []
  const waiting = all.filter(({ may }) => may.includes('approve'))
  const oldest = waiting.at(-1)
  const newest = all.filter((one, i) => all.findIndex(({ indicator, subject }) => indicator === one.indicator && subject === one.subject) === i)
  return [
    ...(oldest === undefined ? [] : [{ key: 'targets', status: 'watch', title: say('targets.todoApprove', { n: waiting.length }), detail: say('targets.todoApproveDetail', { at: names.moment(oldest.sentAt) }), href: TARGETS, go: 'waiting' } as const]),
    ...newest.filter(({ state, sentBy }) => state === 'returned' && sentBy === viewer.name).map(({ id, indicator, answer = '' }): Todo => ({
      key: `target ${id}`, status: 'watch', title: say('targets.todoReturned', { indicator: names.indicator(indicator)?.name[names.locale] ?? indicator }), detail: answer, href: TARGETS, go: 'sent',
    })),
  ]
}

function heldAnswers({ held }: TodoFacts, names: Names, say: Say): Todo[] {
  return held.flatMap(({ source, cases }): Todo[] => {
    const n = cases.filter(({ state }) => state === 'held').reduce((sum, { count }) => sum + count, 0)
    return n === 0 ? [] : [{ key: `held ${source}`, status: 'bad', title: say('home.held', { source: names.source(source), n }), detail: say('home.heldDetail'), href: '/agency?part=quality', go: 'held' }]
  })
}

function unexplained({ views, explained, viewer, today }: TodoFacts, names: Names, say: Say): Todo[] {
  if (explained === undefined || !viewer.roles.some((role) => EXPLAINERS.includes(role))) return []
  const open = redOf(views).flatMap((view) => {
    const explanation = explained.get(view.series)
    return explanation === undefined || isOverdue(explanation, today) ? [{ view, explanation }] : []
  })
  const shown = open.slice(0, MOST_EXPLAINED).map(({ view, explanation }): Todo => {
    const indicator = shortName(view.indicator, names.locale)
    return {
      key: `explain ${view.series}`, status: 'bad', title: say(explanation === undefined ? 'home.explain' : 'home.overdue', { indicator }), href: `${deskFigurePath(view.series)}#explain`, go: 'explain',
      detail: explanation === undefined ? view.subject.name[names.locale] : say('home.overdueDetail', { day: dayText(explanation.until) }),
    }
  })
  return open.length > shown.length ? [...shown, { key: 'explain more', status: 'bad', title: say('home.more', { n: open.length - shown.length }), detail: say('home.moreDetail'), href: '#all', go: 'list' }] : shown
}

/** What is missed and fresh enough to be judged, the worst first. */
export const redOf = (views: readonly SeriesView[]): SeriesView[] => exceptionsOf(views).filter((view) => statusOf(view) === 'bad')

const iso = (at: number): string => new Date(at).toISOString()
