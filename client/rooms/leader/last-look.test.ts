import { expect, it } from 'vitest'
import { caseView } from '../../widgets/sample-views.ts'
import { changesSince, lookAt, readLook } from './last-look.ts'

const view = (subject: string, value: number, freshness: 'live' | 'stale' = 'live') => caseView({ subject, value, target: 98, freshness })

it('tells verdicts that changed and sources that fell silent or came back, and no figure that moved within its verdict', () => {
  const before = lookAt([view('a', 99), view('b', 90), view('c', 99), view('d', 99, 'stale'), view('e', 99.5)], 1)
  const changes = changesSince(before, [view('a', 90), view('b', 99), view('c', 99, 'stale'), view('d', 99), view('e', 99.1), view('new', 90)])
  expect(changes.map(({ view: { subject }, kind }) => [subject.id, kind])).toEqual([['a', 'worse'], ['b', 'better'], ['c', 'silent'], ['d', 'back']])
})

it('reads back what it kept, and takes anything else for never seen', () => {
  const look = lookAt([view('a', 99)], 7)
  expect(readLook(JSON.stringify(look))).toEqual(look)
  for (const text of [null, '', '{', '{"at":"x"}']) expect(readLook(text)).toBeUndefined()
})
