import { useLayoutEffect } from 'react'

/** A page is dark as a wall or light as a desk, as a whole. */
export function useTheme(theme: 'wall' | 'desk'): void {
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
}

export function useTitle(title: string): void {
  useLayoutEffect(() => {
    document.title = title
  }, [title])
}
