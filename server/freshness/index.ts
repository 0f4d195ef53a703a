export { createDueClock, type DueClock } from './due-clock.ts'
export { createValidity } from './validity.ts'
export { createZone, dayNumber } from './zone.ts'
