/** For finding by name with or without accents: `Tân Hòa`, `tan hoa` and `TÂN HOÀ` are the same. */
export const foldText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim()

/** Whether all the words somebody typed stand in a text, in any order: `dau go` finds `Phường Gò Dầu`. Nothing typed finds everything. */
export function finderOf(wanted: string): (...texts: readonly (string | undefined)[]) => boolean {
  const words = foldText(wanted).split(/\s+/)
  return (...texts) => {
    const all = texts.map((text) => foldText(text ?? '')).join(' ')
    return words.every((word) => all.includes(word))
  }
}
