import { cleanUpOnSignal } from './clean-up.ts'

/** `npm run soak -- 30m`, `-- 1h rotation`: see soak.ts; `-- leaks`, `-- hidden`: see the files of these names. */
export const asked = process.argv[2]
cleanUpOnSignal()
if (asked === 'leaks') {
  const { countLeaks } = await import('./leaks.ts')
  process.exit((await countLeaks()) ? 0 : 1)
} else if (asked === 'hidden') {
  const { hidePages } = await import('./hidden.ts')
  process.exit((await hidePages()) ? 0 : 1)
} else await import('./soak.ts')
