import type { PictureState } from '#contract'
import { pageApi, picturePath } from '../app/api.ts'
import type { ShownPicture } from '../widgets/widget.ts'
import { useConnection } from '../live/index.ts'
import { type Asked, useAskedAgain } from './use-asked-again.ts'

const PICTURES: Asked<PictureState> = { kept: new Map(), load: (id) => pageApi.picture(id), isSame: (a, b) => JSON.stringify(a) === JSON.stringify(b), againMs: 10_000 }

/** What a camera shows, as far as this screen still hears of it. */
export function usePicture(id: string | undefined): ShownPicture | undefined {
  const state = useAskedAgain(id, PICTURES)
  const { state: line } = useConnection()
  if (state === undefined) return undefined
  return { ...state, ...(line === 'lost' && { freshness: 'lost' as const }), ...(state.version !== undefined && { src: picturePath(state.id, state.version) }) }
}
