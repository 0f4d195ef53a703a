import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
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
const open = (at: string) => {
  cleanup()
  window.history.replaceState(null, '', at)
  render(<Language><Words /><LanguageSwitch /></Language>)
  return [screen.getByText(/Đăng nhập|Log in/).textContent, document.documentElement.lang]
}

it('speaks Vietnamese, and English once that is chosen, for good', () => {
  expect(open('/')).toEqual(['Đăng nhập', 'vi'])
  const other = screen.getByRole('button', { name: 'English' })
  expect(other.lang).toBe('en')
  fireEvent.click(other)
  expect([screen.getByText('Log in').tagName, document.documentElement.lang]).toEqual(['P', 'en'])
  expect(open('/')).toEqual(['Log in', 'en'])
  fireEvent.click(screen.getByRole('button', { name: 'Tiếng Việt' }))
  expect(open('/')).toEqual(['Đăng nhập', 'vi'])
})

it('does as the address asks, for a wall, without keeping it', () => {
  expect(open('/wall/main?lang=en')).toEqual(['Log in', 'en'])
  expect(open('/wall/main')).toEqual(['Đăng nhập', 'vi'])
  expect(open('/wall/main?lang=xx')).toEqual(['Đăng nhập', 'vi'])
})

it('lets a person choose against the address, also after a reload', () => {
  open('/leader?lang=en&part=2')
  fireEvent.click(screen.getByRole('button', { name: 'Tiếng Việt' }))
  expect(window.location.search).toBe('?part=2')
  expect(open(window.location.pathname)).toEqual(['Đăng nhập', 'vi'])
})
