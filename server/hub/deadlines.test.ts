import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDeadlines } from './deadlines.ts'

it('gives back what lies before a moment, the earliest first, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 })), fc.nat({ max: 60 }), (moments, now) => {
      const deadlines = createDeadlines<number>()
      for (const at of moments) deadlines.add(at, at)
      const taken: number[] = []
      for (let one = deadlines.takeBefore(now); one !== undefined; one = deadlines.takeBefore(now)) taken.push(one.what)
      expect(taken).toEqual(moments.filter((at) => at < now).sort((a, b) => a - b))
    }),
  )
})
