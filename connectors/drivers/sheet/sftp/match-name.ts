/** Whether a file's name fits one of the patterns. Names are compared composed: some systems write `ệ` as three characters. */
export function createNameMatcher(patterns: readonly string[]): (name: string) => boolean {
  const wanted = patterns.map((pattern) => new RegExp(`^${Array.from(pattern.normalize('NFC'), (one) => (one === '*' ? '[^]*' : one === '?' ? '[^]' : escape(one))).join('')}$`, 'iu'))
  return (name) => wanted.some((one) => one.test(name.normalize('NFC')))
}

const escape = (one: string): string => (/[\\^$.*+?()[\]{}|/]/.test(one) ? `\\${one}` : one)
