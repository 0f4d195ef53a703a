/** `vanBanDen`, `van_ban_den` and `Số văn bản đến` as words without marks: `van ban den`. */
export function foldWords(text: string): string[] {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '' && !EMPTY.has(word))
}

/** Say nothing of what is counted. */
const EMPTY = new Set(['so', 'tong', 'cac', 'cua', 'the', 'of', 'total', 'count'])

/** Words both have, of all the words either has. */
export function shareOf(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [new Set(a), new Set(b)]
  const both = [...one].filter((word) => other.has(word)).length
  const all = new Set([...one, ...other]).size
  return all === 0 ? 0 : both / all
}
