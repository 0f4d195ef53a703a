/** Numbers from a seed: the same seed gives the same run again. */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

export type Random = ReturnType<typeof createRandom>

type Mutation = (bytes: Buffer, random: (below: number) => number) => Buffer

const HOSTILE = [
  '1e999', '-0', '9007199254740993', '35.110', '1.234,5', '٣', 'NaN', 'null', 'true', '[]', '{}', '""', '"đang cập nhật"', '"=1+1"', '"2026-02-30T25:61:00Z"', '"1970-01-01T00:00:00Z"', '"__proto__"',
  '<!DOCTYPE a [<!ENTITY b "b">]>', '&lol;', ']]>', '\u0000', '\ufeff', '\u202e', '%00', '"'.repeat(9), '['.repeat(2_000), '{"a":'.repeat(2_000), '<a>'.repeat(2_000), '9'.repeat(400), 'ế'.repeat(300), 'BEGIN:VEVENT\r\n',
]

/** What lines, files and programs do to bytes on their way, and what somebody hostile would. */
const MUTATIONS: Mutation[] = [
  (bytes, random) => flip(bytes, random, 1),
  (bytes, random) => flip(bytes, random, 1 + random(32)),
  (bytes, random) => bytes.subarray(0, random(bytes.length + 1)),
  (bytes, random) => bytes.subarray(random(bytes.length + 1)),
  (bytes, random) => splice(bytes, random(bytes.length + 1), 0, Buffer.from(HOSTILE[random(HOSTILE.length)] ?? '')),
  (bytes, random) => splice(bytes, random(bytes.length + 1), random(40), Buffer.from(HOSTILE[random(HOSTILE.length)] ?? '')),
  (bytes, random) => replaceNumber(bytes, random),
  (bytes, random) => {
    const [from, length] = [random(bytes.length + 1), random(400)]
    return splice(bytes, random(bytes.length + 1), 0, bytes.subarray(from, from + length))
  },
  (bytes) => Buffer.concat([bytes, bytes]),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  (bytes, random) => Buffer.from(bytes.toString('latin1').replaceAll(',', () => (random(4) === 0 ? ';' : ',')), 'latin1'),
]

const NUMBERS = ['1e999', '-0', '-5', '0', '9007199254740993', '35.110', '99999999', '1e-7', 'null', 'true', '"12"', '1.234,5', '20260230']
const TEXTS = ['', '=1+1', 'đang cập nhật', '__proto__', '2026-02-30T25:61:00Z', '1970-01-01T00:00:00Z', '2099-01-01', '80', '25459', '99999', '1.234,5', '٣', '\u202e', 'x'.repeat(300)]

/** Half of the time only figures and texts are others, so that what lies behind the parser is reached as well. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  return random(2) === 0 ? mutateGently(bytes, random) : mutateRoughly(bytes, random)
}

function mutateGently(bytes: Buffer, random: Random): Buffer {
  let text = bytes.toString('utf8')
  for (let times = 1 + random(3); times > 0; times -= 1) {
    const found = [...text.matchAll(/"[^"\\\n]*"|>[^<>"]+<|-?\d+(?:\.\d+)?/g)]
    const one = found[random(Math.max(1, found.length))]
    if (one === undefined) break
    const [first = ''] = one[0]
    const by = first === '"' || first === '>' ? `${first}${TEXTS[random(TEXTS.length)]}${one[0].at(-1)}` : (NUMBERS[random(NUMBERS.length)] ?? '')
    text = text.slice(0, one.index) + by + text.slice(one.index + one[0].length)
  }
  return Buffer.from(text)
}

/** One to three of them, one after the other. */
function mutateRoughly(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes
  for (let times = 1 + random(3); times > 0; times -= 1) mutated = MUTATIONS[random(MUTATIONS.length)]?.(mutated, random) ?? mutated
  return mutated.subarray(0, 2 * 1024 * 1024)
}

function flip(bytes: Buffer, random: (below: number) => number, times: number): Buffer {
  const copy = Buffer.from(bytes)
  for (let i = 0; i < times && copy.length > 0; i += 1) copy[random(copy.length)] = random(256)
  return copy
}

const splice = (bytes: Buffer, at: number, drop: number, put: Buffer): Buffer => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)])

/** A number where a number was: these are the ones that could pass for true. */
function replaceNumber(bytes: Buffer, random: (below: number) => number): Buffer {
  const text = bytes.toString('utf8')
  const found = [...text.matchAll(/-?\d+(?:\.\d+)?/g)]
  const one = found[random(Math.max(1, found.length))]
  return one === undefined ? bytes : Buffer.from(text.slice(0, one.index) + (HOSTILE[random(9)] ?? '') + text.slice(one.index + one[0].length))
}

/** One text in place of another, as a cell or a field: hostile, spoilt, or gone. */
export function mutateText(text: string, random: Random): string | null {
  const kind = random(8)
  if (kind === 0) return null
  if (kind < 4) return HOSTILE[random(HOSTILE.length)] ?? ''
  return kind === 4 ? text : mutate(Buffer.from(text), random).toString('utf8').slice(0, 4_000)
}

/** Two times in three as it was. */
export const mutateCell = (text: string, random: Random): string | null => (random(3) === 0 ? mutateText(text, random) : text)
