import { flushSync } from 'react-dom'
import { createPace, type Pace } from './pace.ts'
import { realTiming } from './timing.ts'

/** The pace of a real page: a turn comes after the picture that shows what was drawn before it. */
export const createPagePace = ({ now, after, schedule } = realTiming): Pace =>
  createPace({
    now,
    later: (ms, task) => {
      const afterPicture = () => schedule(() => void after(0, task))
      if (ms <= 0) afterPicture()
      else after(ms, afterPicture)
    },
    draw: (task) => flushSync(task),
  })
