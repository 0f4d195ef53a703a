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
