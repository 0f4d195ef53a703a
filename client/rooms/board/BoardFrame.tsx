import type { ReactNode } from 'react'
import type { Catalogue } from '#contract'
import { useSay } from '../../locale/index.ts'
import { DeskFrame } from '../DeskFrame.tsx'

/** The desk of the boards: the list, and the one that is open. */
export function BoardFrame({ catalogue, title, lead, here, children }: { catalogue: Catalogue; title: string; lead: string; here?: string; children: ReactNode }) {
  const say = useSay()
  const parts = [{ href: '/boards', title: say('board.title'), isOpen: here === undefined }, ...(here === undefined ? [] : [{ href: here, title, isOpen: true }])]
  return <DeskFrame catalogue={catalogue} title={title} lead={lead} parts={parts}>{children}</DeskFrame>
}
