import { expect, it } from 'vitest'
import { screenOf } from './index.ts'

it.each([
  ['/', '/'], ['/wall/main', '/wall/:wall'], ['/leader', '/leader'], ['/leader/', '/leader'], ['/leader/figure/a.b%40c', '/leader/figure/:series'], ['/boards/board.x/edit', '/boards/:id/edit'],
  ['/login', undefined], ['/wall/bench', undefined], ['/leader/figure', undefined], ['/khong/co', undefined], ['/wall/', undefined],
])('knows the page of %s', (path, screen) => {
  expect(screenOf(path)).toBe(screen)
})
