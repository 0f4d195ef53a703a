import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogInOffer } from '#contract'
import { LoginForm } from './LoginForm.tsx'

const OFFER: LogInOffer = {
  centre: { vi: 'Trung tâm', en: 'Centre' }, place: { vi: 'Thử', en: 'Test' }, token: false, oneClick: true,
  demonstration: [{ name: 'operator', roles: ['operator'] }, { name: 'lead', roles: ['shift-lead'] }],
}
const IN = { viewer: { kind: 'account', name: 'lead', roles: ['shift-lead'], scope: { agencies: 'all', localities: 'all', domains: 'all' } }, offer: OFFER }

let sent: unknown[]
let answer: () => Response
beforeEach(() => {
  sent = []
  answer = () => Response.json(IN)
  vi.stubGlobal('fetch', async (_path: string, init: { body: string }) => {
    sent.push(JSON.parse(init.body))
    return answer()
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const refuse = (status: number, code: string) => () => new Response(JSON.stringify({ title: 'x', status, code }), { status })

it('sends name and password, and goes on when they are right', async () => {
  const done = vi.fn()
  render(<LoginForm offer={{ ...OFFER, demonstration: [] }} done={done} />)
  expect(document.querySelector('[data-account]')).toBeNull()
  type('Tên đăng nhập', 'lead')
  type('Mật khẩu', 'bí mật')
  fireEvent.click(screen.getByText('Tiếp tục'))
  await waitFor(() => expect(done).toHaveBeenCalledOnce())
  expect(sent).toEqual([{ name: 'lead', password: 'bí mật' }])
})

it.each([
  [401, 'unauthorized', /không đúng/], [429, 'too-many-requests', /quá nhiều lần/], [503, 'unavailable', /Màn hình ghép vẫn chạy/],
] as const)('says in words why not: %s', async (status, code, words) => {
  const done = vi.fn()
  answer = refuse(status, code)
  render(<LoginForm offer={OFFER} done={done} />)
  type('Tên đăng nhập', 'lead')
  type('Mật khẩu', 'x')
  fireEvent.click(screen.getByText('Tiếp tục'))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(words))
  expect(done).not.toHaveBeenCalled()
  expect(screen.getByText('Tiếp tục').closest('button')?.disabled).toBe(false)
})

it('plays a part with one click where that is enough', async () => {
  const done = vi.fn()
  render(<LoginForm offer={OFFER} done={done} />)
  fireEvent.click(screen.getByText('Trưởng ca'))
  await waitFor(() => expect(done).toHaveBeenCalledOnce())
  expect(sent).toEqual([{ demonstration: 'lead' }])
})

it('asks for the demonstration’s password elsewhere, and sends it with the part', async () => {
  const done = vi.fn()
  render(<LoginForm offer={{ ...OFFER, oneClick: false }} done={done} />)
  fireEvent.click(screen.getByText('Trưởng ca'))
  expect(sent).toEqual([])
  expect(screen.getByLabelText<HTMLInputElement>('Tên đăng nhập').value).toBe('lead')
  expect(screen.getByRole('alert').textContent).toMatch(/mật khẩu của bản minh họa/)
  type('Mật khẩu', 'demo')
  fireEvent.click(screen.getByText('Trưởng ca'))
  await waitFor(() => expect(done).toHaveBeenCalledOnce())
  expect(sent).toEqual([{ name: 'lead', password: 'demo' }])
})
