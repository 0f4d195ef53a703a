/** For finding by name with or without accents: `Tân Hòa`, `tan hoa` and `TÂN HOÀ` are the same. */
export const foldText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim()
