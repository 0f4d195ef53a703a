import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { type MapLayers, type OfferedLayers, offeredLayers, readLayers, writeLayers } from './map-layers.ts'
import { useSheet } from './sheet.ts'

/** The layers of the map as the address says them: a link shows what its sender saw. */
export function useMapLayers(): { layers: MapLayers; offered: OfferedLayers; change(layers: MapLayers): void } {
  const { briefing, catalogue } = useSheet()
  const [search, setSearch] = useSearchParams()
  const offered = useMemo(() => offeredLayers(briefing, catalogue.localities), [briefing, catalogue])
  const text = search.get('layers')
  const layers = useMemo(() => readLayers(text, offered), [text, offered])
  const change = (next: MapLayers) => setSearch((before) => {
    const after = new URLSearchParams(before)
    const written = writeLayers(next, offered)
    if (written === undefined) after.delete('layers')
    else after.set('layers', written)
    return after
  }, { replace: true })
  return { layers, offered, change }
}
