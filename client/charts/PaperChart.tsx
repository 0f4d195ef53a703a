import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { EChartsOption } from 'echarts'

type Draw = (place: HTMLElement, option: EChartsOption) => () => void

let fetched: Draw | undefined

/** What draws on paper, fetched when it is first wished for and from then on there at once; undefined until then, and where it cannot be fetched. */
export function usePaperPen(isWanted = true): Draw | undefined {
  const [draw, setDraw] = useState(() => fetched)
  useEffect(() => {
    let isLeft = false
    const fetchPen = async () => {
      try {
        fetched = (await import('./draw-on-paper.ts')).drawOnPaper
        if (!isLeft) setDraw(() => fetched)
      } catch {
        // The figures below the picture say the same.
      }
    }
    if (isWanted && draw === undefined) void fetchPen()
    return () => {
      isLeft = true
    }
  }, [isWanted, draw])
  return draw
}

/** A chart that stands still, for a sheet of paper. */
export function PaperChart({ option, label }: { option: EChartsOption; label: string }) {
  const draw = usePaperPen()
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => (place.current === null ? undefined : draw?.(place.current, option)), [draw, option])
  return <div className="paper-chart" role="img" aria-label={label} ref={place} />
}
