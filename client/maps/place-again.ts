import { type Candidate, findPlaces, type LabelRoom, type LabelWish, type PlaceOptions, type Placement, placeLabels } from './place-labels.ts'

/**
 * Places the texts of one map again and again. Most of the time nothing that matters to them has changed, or one mark has moved: the
 * last answer is then given again, or only that one's places are looked for.
 */
export function createPlacer(): (wishes: readonly LabelWish[], room: LabelRoom, options?: PlaceOptions) => Placement {
  const answers = new Map<boolean, { question: string; answer: Placement }>()
  let known = new Map<string, readonly Candidate[]>()
  return (wishes, room, { isHard = false, before } = {}) => {
    const question = JSON.stringify([wishes, room])
    const last = answers.get(isHard)
    if (last?.question === question) return last.answer
    const { blocked: _, ...frame } = room
    const used = new Map<string, readonly Candidate[]>([...known].filter(([key]) => key.startsWith(String(!isHard))))
    const placesFor = (wish: LabelWish) => {
      const key = `${isHard} ${JSON.stringify([wish, frame])}`
      const places = known.get(key) ?? findPlaces(wish, room, isHard)
      used.set(key, places)
      return places
    }
    const answer = placeLabels(wishes, room, { isHard, placesFor, ...(before !== undefined && { before }) })
    known = used
    answers.set(isHard, { question, answer })
    return answer
  }
}
