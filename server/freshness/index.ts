export { createDueClock, type DueClock } from './due-clock.ts'
export { createValidity } from './validity.ts'
