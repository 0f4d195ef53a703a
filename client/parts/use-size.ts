import { type RefObject, useLayoutEffect, useState } from 'react'

interface Size {
  width: number
  height: number
}

/** The element's own size in CSS pixels, followed by one observer; `usual` until it is known. A scaled wall does not change it. */
export function useSize(element: RefObject<Element | null>, usual: Size): Size {
  const [size, setSize] = useState(usual)
  useLayoutEffect(() => {
    const node = element.current
    if (node === null || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 }
      if (width > 0 && height > 0) setSize({ width: Math.round(width), height: Math.round(height) })
    })
    observer.observe(node)
    return () => observer.disconnect()
  }, [element])
  return size
}
