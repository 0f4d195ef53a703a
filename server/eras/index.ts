/** Carries questions about the past over changes of administrative boundaries: by a declared rule, or with a break that can be seen. */
export { createEras, type Eras } from './eras.ts'
