export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** A text that wants a place beside a point; those first in the list choose first. */
export interface LabelWish {
  key: string
  x: number
  y: number
  width: number
  height: number
  /** Of the mark it names, where that is larger than a point: the text stands outside it, and its line ends at its rim. */
  radius?: number
  /** Where it would rather stand, radians, 0 to the right, counter-clockwise: away from the middle of the picture. */
  towards: number
}

export interface PlacedLabel {
  key: string
  box: Box
  /** From the point to the text, where it stands farther away than beside it. */
  leader: { x: number; y: number } | undefined
  /** Where the line begins, if not at the point itself. */
  rim?: { x: number; y: number }
}

export interface LabelRoom {
  width: number
  height: number
  margin: number
  /** What no text may cover: heading, legend, clusters. A text's own mark is known by its key; lines may run over marks, for there can be a hundred. */
  blocked: readonly (Box & { key?: string })[]
  /** Heights at which two screens of a wall meet. */
  seams: readonly number[]
}

const DIRECTIONS = 16
const DISTANCES = [14, 40, 80, 140, 210, 300, 400, 520]
const GAP = 8
const POINT_RADIUS = 10
/** Text stands clear of a seam (visual.md section 5). */
const SEAM_PX = 30
/** Nearer than this a text needs no line. */
const NO_LEADER = 20

export interface Placement {
  placed: PlacedLabel[]
  dropped: string[]
}

export interface PlaceOptions {
  isHard?: boolean
  /** Where texts stand now. */
  before?: ReadonlyMap<string, Box>
}

/** So often those that found no place may choose first in the next attempt. */
const ATTEMPTS = 4
const HARD_ATTEMPTS = 8
/** A longest line so much shorter, px, is worth that texts move. */
const WORTH_A_JUMP = 240
/** From this attempt on a line may run behind another text rather than a text be left out, or led to from far away. */
const LINES_YIELD = 3

/**
 * Finds a place for each text: the first in the list first, near before far, towards its wish before any other way, at the edges of
 * the picture last. No text covers another one, a point of another one, a leader line, what is blocked or a seam, or leaves the
 * room. Where one finds no place, those that found none choose first, then those whose line is too long to follow; the attempt that
 * places most is taken, of those the one with the shortest longest line, and who is left is told.
 * `isHard` looks everywhere in the picture, and at last lets lines run behind texts. What stood `before` stays where it is as long
 * as all find a place beside it: nobody reads a name that jumps whenever another figure changes.
 */
export function placeLabels(wishes: readonly LabelWish[], room: LabelRoom, { isHard = false, before = NOTHING, placesFor = findPlaces }: PlaceOptions & { placesFor?: PlacesFor } = {}): Placement {
  const places = new Map(wishes.map((wish) => [wish.key, placesFor(wish, room, isHard)]))
  const still = placeAsBefore(wishes, { room, places, points: wishes, mayCross: isHard }, before)
  if (still?.dropped.length === 0 && longestOf(still, wishes) < WORTH_A_JUMP) return inOrderOf(wishes, still)
  let order = wishes
  let best = still
  for (let attempt = 0; attempt < (isHard ? HARD_ATTEMPTS : ATTEMPTS); attempt += 1) {
    const found = placeInOrder(order, { room, places, points: wishes, mayCross: isHard && attempt >= LINES_YIELD })
    const gain = best === undefined ? Infinity : longestOf(best, wishes) - longestOf(found, wishes)
    const isBetter = best === undefined || found.dropped.length < best.dropped.length || (found.dropped.length === best.dropped.length && gain > (best === still ? WORTH_A_JUMP : 0))
    if (isBetter) best = found
    const again = new Set(found.dropped.length > 0 ? found.dropped : longOnes(found, wishes))
    if (again.size === 0) break
    order = [...order.filter(({ key }) => again.has(key)), ...order.filter(({ key }) => !again.has(key))]
  }
  return inOrderOf(wishes, best ?? { placed: [], dropped: [] })
}

/** Those whose line nobody follows with the eye. */
const longOnes = (placement: Placement, wishes: readonly LabelWish[]): string[] =>
  linesOf(placement, wishes).flatMap(({ key, long }) => (long > WORTH_A_JUMP ? [key] : []))

/** The longest line, px. */
const longestOf = (placement: Placement, wishes: readonly LabelWish[]): number => linesOf(placement, wishes).reduce((longest, { long }) => Math.max(longest, long), 0)

function linesOf({ placed }: Placement, wishes: readonly LabelWish[]): { key: string; long: number }[] {
  const marks = new Map(wishes.map((wish) => [wish.key, wish]))
  return placed.flatMap(({ key, leader }) => {
    const mark = marks.get(key)
    return leader === undefined || mark === undefined ? [] : [{ key, long: Math.hypot(leader.x - mark.x, leader.y - mark.y) }]
  })
}

const NOTHING: ReadonlyMap<string, Box> = new Map()

function inOrderOf(wishes: readonly LabelWish[], { placed, dropped }: Placement): Placement {
  const rank = new Map(wishes.map(({ key }, i) => [key, i]))
  return { placed: placed.toSorted((one, other) => (rank.get(one.key) ?? 0) - (rank.get(other.key) ?? 0)), dropped }
}

/** Those that have a place of the right size choose first, and choose it. */
function placeAsBefore(wishes: readonly LabelWish[], given: Given, before: ReadonlyMap<string, Box>): Placement | undefined {
  const kept = new Map(wishes.flatMap((wish) => {
    const box = before.get(wish.key)
    const isFit = box !== undefined && Math.abs(box.right - box.left - wish.width) < 1 && Math.abs(box.bottom - box.top - wish.height) < 1 && isIn(box, given.room) && isClear(box, wish)
    return isFit ? [[wish.key, candidateAt(wish, box)] as const] : []
  }))
  // After a change this large a good new order is worth more than the old places.
  if (kept.size === 0 || 2 * kept.size < wishes.length) return undefined
  const places = new Map([...given.places].map(([key, all]) => [key, [...(kept.has(key) ? [kept.get(key)!] : []), ...all]])) // just looked at
  return placeInOrder([...wishes.filter(({ key }) => kept.has(key)), ...wishes.filter(({ key }) => !kept.has(key))], { ...given, places })
}

/** Where a text could stand as far as the room alone is concerned. */
export type PlacesFor = (wish: LabelWish, room: LabelRoom, isHard: boolean) => readonly Candidate[]

export const findPlaces: PlacesFor = (wish, room, isHard) =>
  [...placesOf(wish, room), ...(isHard ? farPlacesOf(wish, room) : [])].filter(({ box }) => isIn(box, room) && isClear(box, wish))

export interface Candidate {
  box: Box
  line: Line | undefined
  /** Of its line, px. */
  long: number
}

interface Given {
  room: LabelRoom
  places: ReadonlyMap<string, readonly Candidate[]>
  points: readonly LabelWish[]
  mayCross: boolean
}

function placeInOrder(wishes: readonly LabelWish[], { room, places, points: all, mayCross }: Given): Placement {
  const points = all.map(({ x, y }) => around(x, y, POINT_RADIUS))
  const placed: PlacedLabel[] = []
  const lines: Line[] = []
  const dropped: string[] = []
  for (const wish of wishes) {
    const texts = placed.map(({ box }) => box)
    const taken = [...room.blocked.filter(({ key }) => key === undefined || key !== wish.key), ...texts]
    const noLine = [...room.blocked.filter(({ key }) => key === undefined), ...texts]
    const found = places.get(wish.key)?.find(({ box, line }) =>
      !taken.some((other) => doTouch(box, other)) && !points.some((point) => doTouch(box, point, 0))
      && (mayCross || !lines.some((other) => doesCross(other, box)) && (line === undefined || !noLine.some((other) => doesCross(line, other)))))
    if (found === undefined) {
      dropped.push(wish.key)
      continue
    }
    const { line } = found
    if (line !== undefined) lines.push(line)
    placed.push({ key: wish.key, box: found.box, leader: line && { x: line.x2, y: line.y2 }, ...(line && wish.radius !== undefined && { rim: { x: line.x1, y: line.y1 } }) })
  }
  return { placed, dropped }
}

interface Line {
  x1: number
  y1: number
  x2: number
  y2: number
}

/** Every place worth trying around its point, the dearest first. */
function placesOf(wish: LabelWish, room: LabelRoom): Candidate[] {
  const turns = Array.from({ length: DIRECTIONS }, (_, i) => Math.ceil(i / 2) * (i % 2 === 1 ? 1 : -1))
  return DISTANCES.flatMap((distance) => turns.map((turn) => {
    const angle = wish.towards + (turn * 2 * Math.PI) / DIRECTIONS
    return candidateAt(wish, pushInto(beside(wish, angle, (wish.radius ?? 0) + distance), room))
  }))
}

const GRID_PX = { x: 64, y: 28 }

/** Anywhere in the picture, the nearest first: where it is crowded about a point there is room farther away. */
function farPlacesOf(wish: LabelWish, { width, height, margin }: LabelRoom): Candidate[] {
  const steps = (length: number, own: number, step: number) => Array.from({ length: Math.max(0, Math.floor((length - 2 * margin - own) / step) + 1) }, (_, i) => margin + i * step)
  const tops = steps(height, wish.height, GRID_PX.y)
  const lefts = [...steps(width, wish.width, GRID_PX.x), width - margin - wish.width]
  return lefts.flatMap((left) => tops.map((top) => candidateAt(wish, { left, top, right: left + wish.width, bottom: top + wish.height })))
    .sort((one, other) => one.long - other.long)
}

function candidateAt({ x, y, radius = 0 }: LabelWish, box: Box): Candidate {
  const end = { x: Math.min(box.right, Math.max(box.left, x)), y: Math.min(box.bottom, Math.max(box.top, y)) }
  const long = Math.hypot(end.x - x, end.y - y)
  const share = radius / (long || 1)
  if (long <= radius + NO_LEADER) return { box, line: undefined, long: 0 }
  return { box, line: { x1: x + (end.x - x) * share, y1: y + (end.y - y) * share, x2: end.x, y2: end.y }, long: long - radius }
}

/** Pushed back along an edge a text could come to lie on its own mark. */
function isClear(box: Box, { x, y, radius = 0 }: LabelWish): boolean {
  return radius === 0 || Math.hypot(Math.min(box.right, Math.max(box.left, x)) - x, Math.min(box.bottom, Math.max(box.top, y)) - y) >= radius
}

/** The text's nearest side, or its middle above and below, stands at the distance. */
function beside({ x, y, width, height }: LabelWish, angle: number, distance: number): Box {
  const [cos, sin] = [Math.cos(angle), -Math.sin(angle)]
  const [ax, ay] = [x + cos * distance, y + sin * distance]
  const left = cos > 0.3 ? ax : cos < -0.3 ? ax - width : ax - width / 2
  const top = sin > 0.5 ? ay : sin < -0.5 ? ay - height : ay - height / 2
  return { left, top, right: left + width, bottom: top + height }
}

/** Near an edge a text moves along it rather than away from its point. */
function pushInto({ left, top, right, bottom }: Box, { width, height, margin }: LabelRoom): Box {
  const x = Math.max(margin - left, Math.min(0, width - margin - right))
  const y = Math.max(margin - top, Math.min(0, height - margin - bottom))
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y }
}

const around = (x: number, y: number, radius: number): Box => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius })

function isIn({ left, top, right, bottom }: Box, { width, height, margin, seams }: LabelRoom): boolean {
  if (left < margin || top < margin || right > width - margin || bottom > height - margin) return false
  return !seams.some((seam) => top < seam + SEAM_PX && bottom > seam - SEAM_PX)
}

export const doTouch = (one: Box, other: Box, gap = GAP): boolean =>
  one.left < other.right + gap && other.left < one.right + gap && one.top < other.bottom + gap && other.top < one.bottom + gap

/** Whether any of a line lies in a box (Liang and Barsky's test). */
export function doesCross({ x1, y1, x2, y2 }: Line, { left, top, right, bottom }: Box): boolean {
  // Nearly all of the many thousand questions of a crowded map end here.
  if (Math.max(x1, x2) < left || Math.min(x1, x2) > right || Math.max(y1, y2) < top || Math.min(y1, y2) > bottom) return false
  let [enter, leave] = [0, 1]
  for (const [step, room] of [[x1 - x2, x1 - left], [x2 - x1, right - x1], [y1 - y2, y1 - top], [y2 - y1, bottom - y1]] as const) {
    if (step === 0 && room < 0) return false
    if (step < 0) enter = Math.max(enter, room / step)
    if (step > 0) leave = Math.min(leave, room / step)
  }
  return enter < leave
}
