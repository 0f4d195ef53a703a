import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { CASE_NOW, CASE_PLACE, caseView } from '../sample-views.ts'
import { LiveLineView } from './LiveLineView.tsx'

afterEach(cleanup)

it('lifts the pen over a hole, and leaves out what is older than its span', () => {
  const strokes: string[] = []
  const note = (name: string) => (x: number) => void strokes.push(`${name} ${Math.round(x)}`)
  const brush = new Proxy({}, { get: (_, name) => (name === 'moveTo' || name === 'lineTo' ? note(name) : () => {}), set: () => true })
  HTMLCanvasElement.prototype.getContext = (() => brush) as never // only what the view calls
  const at = (secondsAgo: number, value: number | null) => [CASE_NOW - secondsAgo * 1_000, value] as const
  const view = { ...caseView({}), trail: [at(70, 5), at(60, 1), at(45, 2), at(44, null), at(15, 3), at(0, 4)] }
  render(<LiveLineView views={[view]} sources={[]} options={{ seconds: 60 }} title={undefined} now={CASE_NOW} wall={false} locale="vi" place={CASE_PLACE} />)
  expect(strokes.slice(-4).map((stroke) => stroke.split(' ')[0])).toEqual(['moveTo', 'lineTo', 'moveTo', 'lineTo'])
  expect(strokes).toHaveLength(4)
})
