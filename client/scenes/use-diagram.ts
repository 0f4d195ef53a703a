import type { Diagram } from '#contract'
import { pageApi } from '../app/api.ts'
import { type Asked, useAskedAgain } from './use-asked-again.ts'

/** A drawing may be mended while the wall stands. */
const DIAGRAMS: Asked<Diagram> = { kept: new Map(), load: (id) => pageApi.diagram(id), isSame: (a, b) => a.version === b.version, againMs: 300_000 }

export const useDiagram = (id: string | undefined): Diagram | undefined => useAskedAgain(id, DIAGRAMS)
