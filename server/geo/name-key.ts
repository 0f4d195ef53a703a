const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:phường|p\.)\s*/, 'phường '],
  [/^(?:xã|x\.)\s*/, 'xã '],
  [/^(?:thị trấn|tt\.)\s*/, 'thị trấn '],
  [/^(?:đặc khu|đk\.)\s*/, 'đặc khu '],
  [/^(?:huyện|h\.)\s*/, 'huyện '],
  [/^(?:thị xã|tx\.)\s*/, 'thị xã '],
  [/^(?:thành phố|tp\.)\s*/, 'thành phố '],
]

/** `Tân Ninh (phường)`, `Tân Ninh, phường`. */
const KIND_LAST = /^(.+?)\s*(?:,\s*|\(\s*)(phường|thị xã|xã|thị trấn|đặc khu|huyện|thành phố)\s*\)?$/

/** One spelling for `Hoà Thành` and `Hòa Thành`, composed or not, in any case, its kind before or behind it; with and without its kind. */
export function nameKey(name: string): { full: string; bare: string } {
  const plain = name.normalize('NFC').toLowerCase().trim().replaceAll(/\s+/g, ' ').replace(KIND_LAST, '$2 $1')
  const kind = KINDS.find(([pattern]) => pattern.test(plain))
  const bare = (kind === undefined ? plain : plain.replace(kind[0], '')).split(' ').map(toneLast).join(' ')
  return { full: `${kind?.[1] ?? ''}${bare}`, bare }
}

/** A syllable has one tone; where it is written was changed by spelling reforms, so it moves to the end. */
function toneLast(syllable: string): string {
  const parts = syllable.normalize('NFD')
  return parts.replaceAll(TONES, '').normalize('NFC') + (parts.match(TONES)?.[0] ?? '')
}
