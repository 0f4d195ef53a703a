import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { useSay } from '../locale/index.ts'
import { Language } from './Language.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
  window.history.replaceState(null, '', '/')
})

function Words() {
  return <p>{useSay()('login.title')}</p>
}
const open = async (at: string) => {
  cleanup()
  window.history.replaceState(null, '', at)
  render(<Language><Words /><LanguageSwitch /></Language>)
  return [(await screen.findByText(/Đăng nhập|Log in/)).textContent, document.documentElement.lang]
}

it('says nothing in Vietnamese to who asked for English, not even until its words have come', async () => {
  // Another file of this worker may have fetched them.
  vi.resetModules()
  const [fresh, locale] = await Promise.all([import('./Language.tsx'), import('../locale/index.ts')])
  const FreshWords = () => <p>{locale.useSay()('login.title')}</p>
  window.history.replaceState(null, '', '/?lang=en')
  render(<fresh.Language><FreshWords /></fresh.Language>)
  expect(document.body.textContent).toBe('')
  expect((await screen.findByText(/Đăng nhập|Log in/)).textContent).toBe('Log in')
})

it('speaks Vietnamese, and English once that is chosen, for good', async () => {
  expect(await open('/')).toEqual(['Đăng nhập', 'vi'])
  const other = screen.getByRole('button', { name: 'English' })
  expect(other.lang).toBe('en')
  fireEvent.click(other)
  expect([(await screen.findByText('Log in')).tagName, document.documentElement.lang]).toEqual(['P', 'en'])
  expect(await open('/')).toEqual(['Log in', 'en'])
  fireEvent.click(screen.getByRole('button', { name: 'Tiếng Việt' }))
  expect(await open('/')).toEqual(['Đăng nhập', 'vi'])
})

it('does as the address asks, for a wall, without keeping it', async () => {
  expect(await open('/wall/main?lang=en')).toEqual(['Log in', 'en'])
  expect(await open('/wall/main')).toEqual(['Đăng nhập', 'vi'])
  expect(await open('/wall/main?lang=xx')).toEqual(['Đăng nhập', 'vi'])
})

it('lets a person choose against the address, also after a reload', async () => {
  await open('/leader?lang=en&part=2')
  fireEvent.click(screen.getByRole('button', { name: 'Tiếng Việt' }))
  expect(window.location.search).toBe('?part=2')
  expect(await open(window.location.pathname)).toEqual(['Đăng nhập', 'vi'])
})
