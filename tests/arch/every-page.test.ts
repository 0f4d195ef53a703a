import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { Wall } from '#contract'
import { everyPage } from '../e2e/every-page.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const ROUTERS = ['client/app/App.tsx', 'client/rooms/leader/LeaderRoom.tsx']
const A_WALL = Wall.parse({ id: 'main', title: { vi: 'Tường', en: 'Wall' }, scene: 'overview' })

/** `/wall/:wallId` as what an address must look like to be led there. */
const asPattern = (route: string): RegExp => new RegExp(`^${route.replace('/*?', '(?:/.*)?').replaceAll(/:\w+/g, '[^/]+')}$`)

it('leaves and comes back to a page of every route there is (npm run soak -- leaks)', async () => {
  const sources = await Promise.all(ROUTERS.map((file) => readFile(path.join(ROOT, file), 'utf8')))
  const routes = sources.flatMap((text) => [...text.matchAll(/<Route path="([^"]+)"/g)].map(([, route = '']) => route))
  const visited = Object.values(everyPage([A_WALL])).flat().map(([at]) => at.split('?')[0] ?? '')
  expect(routes.length).toBeGreaterThan(20)
  expect(routes.filter((route) => !visited.some((at) => asPattern(route).test(at)))).toEqual([])
})
