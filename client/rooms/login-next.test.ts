import { expect, it } from 'vitest'
import { nextAfterLogin } from './login-next.ts'

const next = (asked: string) => nextAfterLogin(`?next=${encodeURIComponent(asked)}`, 'https://ioc.example')

it('goes back to the page that asked for the login', () => {
  expect(next('/wall/main?tile=3')).toBe('/wall/main?tile=3')
  expect(nextAfterLogin('', 'https://ioc.example')).toBe('/')
  expect(next('/login?next=/wall')).toBe('/')
})

it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', 'wall'])('never leaves this site: %j', (asked) => {
  expect(next(asked)).toMatch(/^\/(?:$|[a-z])/)
  expect(new URL(next(asked), 'https://ioc.example').origin).toBe('https://ioc.example')
})
