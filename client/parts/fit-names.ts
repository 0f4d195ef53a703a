/** As many names as a line of so many letters holds, and how many are not named. */
export function fitNames(names: readonly string[], letters: number): { named: string[]; more: number } {
  const named: string[] = []
  let used = 0
  for (const name of names) {
    used += name.length + 2
    if (named.length > 0 && used > letters) break
    named.push(name)
  }
  return { named, more: names.length - named.length }
}

const MOST_NAMED = 4

/** The first few by name, and how many there are beyond them, said by `more`. */
export function nameSome(names: readonly string[], more: (n: number) => string, most = MOST_NAMED): string {
  const named = names.slice(0, most).join(', ')
  return names.length > most ? `${named} ${more(names.length - most)}` : named
}
