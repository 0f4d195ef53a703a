import type { ReactNode } from 'react'
import { useSay } from '../locale/index.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { useTheme } from './use-theme.ts'

/** A page with nothing to show but a sentence: loading, failed, not found. */
export function PlainPage({ title, text, detail, children }: { title: string; text?: string; detail?: string; children?: ReactNode }) {
  const say = useSay()
  useTheme('desk')
  return (
    <main className="plain-page">
      <h1>{say(title)}</h1>
      {text !== undefined && <p>{say(text)}</p>}
      {detail !== undefined && <p className="plain-detail">{detail}</p>}
      {children}
      {children !== undefined && <LanguageSwitch />}
    </main>
  )
}
