import { Component, type ReactNode } from 'react'

interface Props {
  /** Shown in the panel's place when it breaks. */
  broken: ReactNode
  children: ReactNode
}

const TRY_AGAIN_MS = 30_000

/** One broken panel never blanks the wall; it is tried again by itself, because nobody stands there to reload. */
export class PanelBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false }
  private timer: ReturnType<typeof setTimeout> | undefined

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override componentDidCatch(): void {
    this.timer = setTimeout(() => this.setState({ isBroken: false }), TRY_AGAIN_MS)
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer)
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.broken : this.props.children
  }
}
