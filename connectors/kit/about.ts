import { asText, type Text } from '#contract'

/** `máy chủ: không trả lời`: what is said, behind the place it is said of. A name is the same in both languages. */
export function about(what: Text | string, said: Text): Text {
  const place = asText(what)
  return { vi: `${place.vi}: ${said.vi}`, en: `${place.en}: ${said.en}` }
}
