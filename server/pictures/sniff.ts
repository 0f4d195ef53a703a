export interface Picture {
  type: 'image/jpeg' | 'image/png'
  width: number
  height: number
}

/** 24 megapixels: what the largest cameras give; a browser unfolds four bytes for each. */
const MOST_PIXELS = 24_000_000

/** What these bytes are by themselves, whatever their sender calls them; undefined for all but a JPEG or PNG of a size one can draw. */
export function sniffPicture(bytes: Uint8Array): Picture | undefined {
  const found = sniffPng(bytes) ?? sniffJpeg(bytes)
  return found !== undefined && found.width > 0 && found.height > 0 && found.width * found.height <= MOST_PIXELS ? found : undefined
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** The header is the first chunk by the standard. */
function sniffPng(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 33 || PNG.some((byte, i) => bytes[i] !== byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return view.getUint32(12) === 0x49484452 ? { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) } : undefined
}

/** Walks the segments up to the frame header (SOF), and wants the end marker: half a picture is none. */
function sniffJpeg(bytes: Uint8Array): Picture | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || !bytes.subarray(-64).some((byte, i, end) => byte === 0xff && end[i + 1] === 0xd9)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
