import { Link } from 'wouter'

/** One step up, by name. */
export function Back({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="leader-back">
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M15 4 7 12l8 8" fill="none" stroke="currentColor" strokeWidth="2.2" /></svg>
      {children}
    </Link>
  )
}
