import { type Box, doTouch } from './place-labels.ts'

export interface Disc {
  key: string
  x: number
  y: number
  r: number
}

export interface DiscRoom {
  width: number
  height: number
  margin: number
  /** What no disc may cover: the legend. */
  blocked: readonly Box[]
  /** Heights at which two screens meet: no disc stands across, its number would be cut. */
  seams: readonly number[]
  /** Size of the discs against a wall's, where they are smaller. */
  scale?: number
}

const ROUNDS = 160
/** Between two rims. */
const GAP = 6
/** Of the way home that a disc takes back in each round: it leaves its place no farther than it must. */
const HOME = 0.06
/** In the last rounds nobody goes home any more: what is apart stays apart. */
const SETTLE = 40
const SEAM_PX = 26

/** Pushes discs apart until none covers another, each as near to its own place as the others let it; the same input gives the same picture. */
export function placeDiscs(wished: readonly Disc[], room: DiscRoom): Disc[] {
  const discs = wished.map((one) => ({ ...one }))
  for (let round = 0; round < ROUNDS; round += 1) {
    const isSettling = round >= ROUNDS - SETTLE
    discs.forEach((disc, i) => {
      const home = wished[i]
      if (home === undefined || isSettling) return
      disc.x += (home.x - disc.x) * HOME
      disc.y += (home.y - disc.y) * HOME
    })
    pushApart(discs, GAP * (room.scale ?? 1))
    for (const disc of discs) keepIn(disc, room)
  }
  return discs
}

function pushApart(discs: Disc[], gap: number): void {
  discs.forEach((one, i) => {
    for (const other of discs.slice(i + 1)) {
      const [dx, dy] = [other.x - one.x, other.y - one.y]
      const least = one.r + other.r + gap
      const apart = Math.hypot(dx, dy)
      if (apart >= least) continue
      // On one and the same place they part sideways.
      const [ux, uy] = apart === 0 ? [1, 0] : [dx / apart, dy / apart]
      const push = (least - apart) / 2
      one.x -= ux * push
      one.y -= uy * push
      other.x += ux * push
      other.y += uy * push
    }
  })
}

function keepIn(disc: Disc, { width, height, margin, blocked, seams }: DiscRoom): void {
  for (const box of blocked) {
    const own = boxOf(disc)
    if (!doTouch(own, box, 0)) continue
    const [right, up] = [box.right - own.left, own.bottom - box.top]
    if (right < up) disc.x += right
    else disc.y -= up
  }
  for (const seam of seams) {
    const far = disc.r + SEAM_PX
    if (Math.abs(disc.y - seam) < far) disc.y = disc.y < seam ? seam - far : seam + far
  }
  disc.x = Math.min(width - margin - disc.r, Math.max(margin + disc.r, disc.x))
  disc.y = Math.min(height - margin - disc.r, Math.max(margin + disc.r, disc.y))
}

export const boxOf = ({ x, y, r }: Pick<Disc, 'x' | 'y' | 'r'>): Box => ({ left: x - r, top: y - r, right: x + r, bottom: y + r })
