import { Cron } from 'croner'

/** Calls `task` now and then about every `everyMs`, never twice at once; the answer stops it. */
export type Schedule = (everyMs: number, task: () => Promise<void>) => () => void

/** Croner ticks each second and holds back until the interval is over; `protect` keeps a slow pass from overlapping itself. */
export const cronSchedule: Schedule = (everyMs, task) => {
  const guarded = { running: false }
  const run = async () => {
    if (guarded.running) return
    guarded.running = true
    try {
      await task()
    } finally {
      guarded.running = false
    }
  }
  void run()
  const job = new Cron('* * * * * *', { interval: Math.max(1, Math.round(everyMs / 1000)), protect: true, unref: true }, run)
  return () => job.stop()
}
