/** The whole API for connectors. */
export * from './driver.ts'
export * from './errors.ts'
export * from './system.ts'
