export { createDueClock, type DueClock } from './due-clock.ts'
