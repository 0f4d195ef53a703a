import { Component, type ReactNode } from 'react'
import { PlainPage } from './PlainPage.tsx'

const RELOAD_AFTER_MS = 15_000

/** Last resort: says that the page broke and loads it anew by itself, because nobody stands at a wall. */
export class AppBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }
  private timer: ReturnType<typeof setTimeout> | undefined

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override componentDidCatch(): void {
    this.timer = setTimeout(() => window.location.reload(), RELOAD_AFTER_MS)
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer)
  }

  override render(): ReactNode {
    return this.state.isBroken ? <PlainPage title="app.broken" text="app.brokenText" /> : this.props.children
  }
}
