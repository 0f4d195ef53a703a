/** Where to go after logging in: the page that sent us here, and never another site. */
export function nextAfterLogin(search: string, origin: string): string {
  const asked = new URLSearchParams(search).get('next')
  if (asked === null || !asked.startsWith('/')) return '/'
  try {
    const next = new URL(asked, origin)
    return next.origin === origin && next.pathname !== '/login' ? `${next.pathname}${next.search}` : '/'
  } catch {
    return '/'
  }
}
