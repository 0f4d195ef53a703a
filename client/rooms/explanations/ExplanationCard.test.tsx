import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Explanation, SeriesName } from '#contract'
import { sampleCatalogue } from '../agency/sample-names.ts'
import { ExplanationCard } from './ExplanationCard.tsx'

const SERIES = 'dti.score@tn-1' as SeriesName
const ONE = {
  id: '0b0f0c34-5f0e-4a55-9c2f-0b5a3a1f0f10', series: SERIES, why: 'Hệ thống dừng hai ngày.', remedy: 'Xử lý bù trong tuần.', until: '2999-11-27', value: 61.5, at: '2026-11-20T02:00:00.000Z', by: 'so.nhap', roles: ['agency-editor'], writtenAt: '2026-11-20T03:00:00.000Z',
}
let answer: { explanations: (typeof ONE)[]; mayExplain: boolean }
let sent: unknown[]
let outcome: () => Response
beforeEach(() => {
  answer = { explanations: [], mayExplain: false }
  sent = []
  outcome = () => {
    answer = { explanations: [ONE, ...answer.explanations], mayExplain: true }
    return Response.json(ONE, { status: 201 })
  }
  vi.stubGlobal('fetch', async (path: string, init: { body?: string }) => {
    if (init.body === undefined) return Response.json(answer)
    sent.push([path, JSON.parse(init.body)])
    return outcome()
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const draw = (more: { writeAt?: string } = {}) => render(<ExplanationCard catalogue={sampleCatalogue} series={SERIES} {...more} />)
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

it('says why, what is done until when, who signed it as what, and for which figure', async () => {
  answer.explanations = [ONE]
  draw()
  expect(await screen.findByText('Hệ thống dừng hai ngày.')).toBeTruthy()
  expect([...document.querySelectorAll('dd')].map((one) => one.textContent)).toEqual([ONE.why, ONE.remedy, '27/11/2999'])
  expect(document.querySelector('.explained-signed')?.textContent).toBe('so.nhap (Sở, ngành: nhập liệu), 20/11/2026 10:00. Viết khi số là 61,5 điểm, số lúc 20/11/2026 09:00.')
  expect(screen.queryByRole('button')).toBeNull()
})

it('says that its day has passed', async () => {
  answer.explanations = [{ ...ONE, until: '2020-01-31' }]
  draw()
  expect(await screen.findByText('31/01/2020, đã quá hạn')).toBeTruthy()
})

it('keeps the earlier ones behind the newest', async () => {
  answer.explanations = [ONE, { ...ONE, id: '1b0f0c34-5f0e-4a55-9c2f-0b5a3a1f0f11', why: 'Chưa rõ nguyên nhân.' }]
  draw()
  expect(await screen.findByText('1 giải trình trước')).toBeTruthy()
  expect(document.querySelector('details .explained')?.textContent).toContain('Chưa rõ nguyên nhân.')
})

it('is signed once both parts say something, and then stands there', async () => {
  answer.mayExplain = true
  draw()
  await screen.findByText('Chưa có giải trình nào cho số này.')
  expect(button('Ký và gửi').disabled).toBe(true)
  fireEvent.change(screen.getByLabelText('Nguyên nhân'), { target: { value: ` ${ONE.why} ` } })
  fireEvent.change(screen.getByLabelText('Cách khắc phục'), { target: { value: 'làm ngay' } })
  expect(button('Ký và gửi').disabled).toBe(true)
  fireEvent.change(screen.getByLabelText('Cách khắc phục'), { target: { value: ONE.remedy } })
  fireEvent.change(screen.getByLabelText('Hạn khắc phục'), { target: { value: ONE.until } })
  fireEvent.click(button('Ký và gửi'))
  expect(await screen.findByText('Đã ghi giải trình.')).toBeTruthy()
  expect(sent).toEqual([['/api/v1/explanations', { series: SERIES, why: ONE.why, remedy: ONE.remedy, until: ONE.until } satisfies Pick<Explanation, 'series' | 'why' | 'remedy' | 'until'>]])
  await waitFor(() => expect(document.querySelector('.explained')?.textContent).toContain(ONE.why))
})

it('keeps what was typed when it is refused, and says why', async () => {
  answer.mayExplain = true
  outcome = () => Response.json({ title: 'Xung đột', status: 409, code: 'conflict', detail: 'Số hiện nay đã đạt, không cần giải trình nữa' }, { status: 409 })
  draw()
  fireEvent.change(await screen.findByLabelText('Nguyên nhân'), { target: { value: ONE.why } })
  fireEvent.change(screen.getByLabelText('Cách khắc phục'), { target: { value: ONE.remedy } })
  fireEvent.click(button('Ký và gửi'))
  expect(await screen.findByText('Số hiện nay đã đạt, không cần giải trình nữa')).toBeTruthy()
  expect(screen.getByLabelText<HTMLTextAreaElement>('Nguyên nhân').value).toBe(ONE.why)
})

it('is no card where nobody wrote and nobody may, and leads to where it is written from where it is read', async () => {
  const shown = draw()
  await waitFor(() => expect(shown.container.innerHTML).toBe(''))
  shown.unmount()
  answer.mayExplain = true
  draw({ writeAt: '/figure/x#explain' })
  expect((await screen.findByRole('link', { name: 'Viết giải trình' })).getAttribute('href')).toBe('/figure/x#explain')
})
