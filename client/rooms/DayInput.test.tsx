import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { fetchDeskTexts } from '../locale/index.ts'
import { DayInput } from './DayInput.tsx'

beforeAll(() => fetchDeskTexts())
afterEach(cleanup)

function Asked({ first = '', ...bounds }: { first?: string; min?: string; max?: string }) {
  const [day, change] = useState(first)
  return <><DayInput aria-label="Ngày" value={day} change={change} {...bounds} /><output>{day}</output><button type="button" onClick={() => change('2025-07-01')}>chọn</button></>
}
const field = () => screen.getByLabelText<HTMLInputElement>('Ngày')
const told = () => screen.getByRole('status').textContent
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })

it('takes 07/11/2026 as the seventh of November, and leaves what is typed as it is', () => {
  render(<Asked />)
  expect(field().placeholder).toBe('ngày/tháng/năm')
  type('7/11/2026')
  expect([told(), field().value]).toEqual(['2026-11-07', '7/11/2026'])
  type('7/11/202')
  expect([told(), field().value]).toEqual(['', '7/11/202'])
})

it('says what is no day once the field is left, and which day is the first', () => {
  render(<Asked min="2026-11-27" />)
  type('31/02/2026')
  expect(screen.queryByRole('alert')).toBeNull()
  fireEvent.blur(field())
  expect(screen.getByRole('alert').textContent).toBe('Không phải một ngày, cần ngày/tháng/năm')
  fireEvent.focus(field())
  type('26/11/2026')
  fireEvent.blur(field())
  expect(screen.getByRole('alert').textContent).toBe('Sớm nhất là 27/11/2026')
})

it('shows a day chosen elsewhere', () => {
  render(<Asked first="2026-11-27" />)
  expect(field().value).toBe('27/11/2026')
  fireEvent.click(screen.getByRole('button'))
  expect(field().value).toBe('01/07/2025')
})
