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
  /** Where it would rather stand, radians, 0 to the right, counter-clockwise: away from the middle of the picture. */
  towards: number
}

export interface PlacedLabel {
  key: string
  box: Box
  /** From the point to the text, where it stands farther away than beside it. */
  leader: { x: number; y: number } | undefined
}

export interface LabelRoom {
  width: number
  height: number
  margin: number
  /** What no text may cover: heading, legend, clusters. */
  blocked: readonly Box[]
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

/**
 * Finds a place for each text: the first in the list first, near before far, towards its wish before any other way. No text covers
 * another one, a point of another one, a leader line, what is blocked or a seam, or leaves the room. Those without a place are told.
 */
export function placeLabels(wishes: readonly LabelWish[], room: LabelRoom): { placed: PlacedLabel[]; dropped: string[] } {
  const points = wishes.map(({ x, y }) => around(x, y, POINT_RADIUS))
  const placed: PlacedLabel[] = []
  const lines: Line[] = []
  const dropped: string[] = []
  for (const wish of wishes) {
    const taken = [...room.blocked, ...placed.map(({ box }) => box)]
    const found = placesOf(wish, room).find(({ box, line }) =>
      isIn(box, room) && !taken.some((other) => doTouch(box, other)) && !points.some((point) => doTouch(box, point, 0)) && !lines.some((other) => doesCross(other, box))
      && (line === undefined || ![...room.blocked, ...placed.map((one) => one.box)].some((other) => doesCross(line, other))))
    if (found === undefined) {
      dropped.push(wish.key)
      continue
    }
    if (found.line !== undefined) lines.push(found.line)
    placed.push({ key: wish.key, box: found.box, leader: found.line === undefined ? undefined : { x: found.line.x2, y: found.line.y2 } })
  }
  return { placed, dropped }
}

interface Line {
  x1: number
  y1: number
  x2: number
  y2: number
}

/** Every place worth trying, the dearest first. */
function placesOf(wish: LabelWish, room: LabelRoom): { box: Box; line: Line | undefined }[] {
  const turns = Array.from({ length: DIRECTIONS }, (_, i) => Math.ceil(i / 2) * (i % 2 === 1 ? 1 : -1))
  return DISTANCES.flatMap((distance) => turns.map((turn) => {
    const angle = wish.towards + (turn * 2 * Math.PI) / DIRECTIONS
    const box = pushInto(beside(wish, angle, distance), room)
    const end = { x: Math.min(box.right, Math.max(box.left, wish.x)), y: Math.min(box.bottom, Math.max(box.top, wish.y)) }
    const isFar = Math.hypot(end.x - wish.x, end.y - wish.y) > NO_LEADER
    return { box, line: isFar ? { x1: wish.x, y1: wish.y, x2: end.x, y2: end.y } : undefined }
  }))
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
  let [enter, leave] = [0, 1]
  for (const [step, room] of [[x1 - x2, x1 - left], [x2 - x1, right - x1], [y1 - y2, y1 - top], [y2 - y1, bottom - y1]] as const) {
    if (step === 0 && room < 0) return false
    if (step < 0) enter = Math.max(enter, room / step)
    if (step > 0) leave = Math.min(leave, room / step)
  }
  return enter < leave
}
