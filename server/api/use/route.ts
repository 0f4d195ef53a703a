import express, { Router } from 'express'
import { Day, ScreenOpened, type Screen, type UseAnswer, type Viewer } from '#contract'
import type { Clock } from '../../clock.ts'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'
import { createShares } from './shares.ts'

/** What the owning module does; handed in by main. */
export interface Use {
  opened(viewer: Viewer, screen: Screen): void
  report(from: string, to: string): Promise<UseAnswer>
}

const LONGEST_DAYS = 400
const DAY_MS = 86_400_000

/** Which pages are used. Telling costs nobody anything and is waited for by nobody; who is not known counts as nobody. */
export function useRoute({ keeper, use, clock }: { keeper: Gatekeeper; use: Use; clock: Clock }): Router {
  const router = Router()
  const shares = createShares(clock)
  // A page tells of itself also where nobody is logged in yet: the answer is the same, and nothing is counted.
  router.post('/', gate(keeper, 'read', () => ({ kind: 'page' })), express.json({ limit: '1kb' }), (request, response) => {
    if (!shares.take(keeper.addressOf(request))) throw new ApiError(429, 'too-many-requests', { vi: 'Báo mở trang quá nhanh', en: 'Pages are reported opened too fast' }, { retryAfterS: 10 })
    const opened = ScreenOpened.safeParse(request.body)
    if (!opened.success) throw new ApiError(400, 'bad-request', { vi: 'screen phải là mẫu địa chỉ của một trang có ở đây, như /leader/figure/:series', en: 'screen has to be the pattern of an address of a page here, such as /leader/figure/:series' })
    use.opened(keeper.identify(request), opened.data.screen)
    response.status(204).end()
  })
  router.get('/', gate(keeper, 'read', () => ({ kind: 'use' })), async (request, response) => {
    const [from, to] = [Day.safeParse(request.query['from']), Day.safeParse(request.query['to'])]
    const days = from.success && to.success ? (Date.parse(to.data) - Date.parse(from.data)) / DAY_MS : -1
    if (!from.success || !to.success || days < 0 || days > LONGEST_DAYS) throw new ApiError(400, 'bad-request', { vi: `Cần from và to: ngày dạng năm-tháng-ngày, from không sau to, cách nhau nhiều nhất ${LONGEST_DAYS} ngày`, en: `Needed are from and to: days as year-month-day, from not after to, at most ${LONGEST_DAYS} days apart` })
    response.set('Cache-Control', 'no-store').json(await use.report(from.data, to.data))
  })
  return router
}
