import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { caseView } from '../../widgets/sample-views.ts'
import { PlaceState, standingOf } from './PlaceState.tsx'

afterEach(cleanup)

const good = caseView({ value: 99, target: 98 })
const near = caseView({ value: 97.5, target: 98, indicator: { critical: undefined } })
const bad = caseView({ value: 61.4, target: 70, indicator: { warn: 70, critical: undefined } })
const told = (...views: (typeof good)[]) => render(<PlaceState standing={standingOf(views)} />).container.textContent?.replaceAll('!', '')

it('says that all are met only where none is nearly met', () => {
  expect(told(good, good)).toBe('Đạt cả 2 chỉ số')
  expect(told(good, near)).toBe('Gần đạt 1/2')
  expect(told(good, near, bad)).toBe('1/3 chưa đạt, 1 gần đạt')
  expect(told(good, bad)).toBe('1/2 chưa đạt')
})

it('never says all of those that can be judged as if they were all there are', () => {
  expect(told(good, good, caseView({ value: undefined, target: 98 }))).toBe('Đạt 2/3, còn lại không so được')
})

it('judges nothing where nothing can be judged', () => {
  expect(told(caseView({ value: undefined, target: 98 }))).not.toContain('Đạt')
})
