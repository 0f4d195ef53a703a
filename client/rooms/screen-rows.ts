import type { Scene, Text, Wall } from '#contract'

/** A screen that can be opened. */
export interface ScreenLink {
  href: string
  title: Text
  /** Columns by rows of the wall, which tells it from the others of its row; undefined where only its name does. */
  grid: string | undefined
}

export interface ScreenRow {
  id: string
  title: Text
  /** How many scenes a wall plays in turn; undefined in the row of a scene. */
  inTurn: number | undefined
  screens: ScreenLink[]
  /** The scene to be read and printed. */
  print: string | undefined
}

/** Every wall and every scene once, in the order of the walls: those that play several in turn, then each scene with the walls that stand on it. Pure. */
export function screenRows(walls: readonly Wall[], scenes: readonly Scene[]): ScreenRow[] {
  const turning = walls.filter(isTurning)
  const known = new Set(scenes.map(({ id }) => id))
  // A wall whose scene is not told here is not hidden: it has a row of its own.
  const alone = walls.filter((wall) => !isTurning(wall) && !known.has(wall.scene))
  const shownBy = [...new Set(walls.flatMap(({ rotation = [], scene }) => [...rotation.map((one) => one.scene), scene]))]
  const placeOf = ({ id }: Scene) => (shownBy.includes(id) ? shownBy.indexOf(id) : shownBy.length)
  const ofWall = (wall: Wall): ScreenRow => ({ id: `wall ${wall.id}`, title: wall.title, inTurn: isTurning(wall) ? new Set(wall.rotation?.map(({ scene }) => scene)).size : undefined, screens: [linkTo(wall, [])], print: undefined })
  const ofScene = (scene: Scene): ScreenRow => {
    const own = walls.filter((wall) => wall.scene === scene.id && !isTurning(wall))
    const shown = walls.slice(0, 1).map((any) => ({ href: `/wall/${any.id}?scene=${encodeURIComponent(scene.id)}`, title: any.title, grid: undefined }))
    return { id: scene.id, title: scene.title, inTurn: undefined, screens: own.length > 0 ? own.map((wall) => linkTo(wall, own)) : shown, print: `/print/scene/${encodeURIComponent(scene.id)}` }
  }
  return [...[...turning, ...alone].map(ofWall), ...scenes.toSorted((a, b) => placeOf(a) - placeOf(b)).map(ofScene)]
}

const isTurning = ({ rotation }: Wall): boolean => (rotation?.length ?? 0) > 1

function linkTo({ id, title, profile }: Wall, beside: readonly Wall[]): ScreenLink {
  const isAlike = beside.some((other) => other.id !== id && other.profile?.grid === profile?.grid)
  return { href: `/wall/${id}`, title, grid: isAlike ? undefined : profile?.grid }
}
