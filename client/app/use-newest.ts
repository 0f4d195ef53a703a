import { useEffect, useState } from 'react'
import type { Catalogue } from '#contract'
import { type Live, TOPIC } from '../live/index.ts'
import { pageApi } from './api.ts'

/** Hundreds of screens hear of it in one beat; they ask one after the other. */
const SPREAD_MS = 2_000
const AGAIN_MS = 5_000

/** The catalogue as the line says it is now: a page stays open for weeks, and targets are approved meanwhile. */
export function useNewest(live: Live, first: Catalogue, load: () => Promise<Catalogue> = pageApi.catalogue): Catalogue {
  const [asked, setAsked] = useState<{ first: Catalogue; newest: Catalogue }>()
  const held = asked?.first === first ? asked.newest : first
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isLeft = false
    const isOld = () => held.revision !== undefined && ![undefined, held.revision].includes(live.system()?.catalogue)
    const ask = async () => {
      const newest = await load().catch(() => undefined)
      timer = undefined
      if (isLeft) return
      if (newest !== undefined && newest.revision !== held.revision) setAsked({ first, newest })
      else if (isOld()) timer = setTimeout(() => void ask(), AGAIN_MS) // out of reach, or another process that does not know it yet
    }
    const look = () => {
      if (timer === undefined && isOld()) timer = setTimeout(() => void ask(), Math.random() * SPREAD_MS)
    }
    look()
    const leave = live.subscribe([TOPIC.system], look)
    return () => {
      isLeft = true
      clearTimeout(timer)
      leave()
    }
  }, [live, first, held, load])
  return held
}
