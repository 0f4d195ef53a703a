import type { Agency, Locality, Target } from '#contract'
import { type Dated, overlap } from './dated.ts'
import { type Fault, faultAt, type Placed } from './fault.ts'

interface Eras {
  agencies: readonly Placed<Agency>[]
  localities: readonly Placed<Locality>[]
  targets: readonly Placed<Target>[]
}

/** Things of two eras stand side by side in one table: what one names must have held at the same time, or come after it. */
export function checkEras({ agencies, localities, targets }: Eras, faults: Fault[]): void {
  for (const all of [agencies, localities]) {
    const byId = new Map<string, Dated>(all.map(({ value }) => [value.id, value]))
    for (const one of all) {
      checkParent(one, byId, faults)
      checkSuccessors(one, byId, faults)
    }
  }
  const subjects = new Map<string, Dated>([...agencies, ...localities].map(({ value }) => [value.id, value]))
  for (const { value, place } of targets) {
    const subject = subjects.get(value.subject)
    if (subject !== undefined && !overlap(subject, value)) faults.push(faultAt(place('subject'), { vi: `chỉ tiêu không trùng ngày nào với hiệu lực của "${value.subject}"`, en: `"${value.subject}" does not hold on any day of the target` }))
  }
}

type Member = Placed<Dated & { parent?: string | undefined; successors: string[] }>

function checkParent({ value, place }: Member, byId: ReadonlyMap<string, Dated>, faults: Fault[]): void {
  const parent = value.parent === undefined ? undefined : byId.get(value.parent)
  if (parent !== undefined && !overlap(parent, value)) faults.push(faultAt(place('parent'), { vi: `cấp trên "${value.parent}" không cùng thời`, en: `parent "${value.parent}" belongs to another time` }))
}

function checkSuccessors({ value, place }: Member, byId: ReadonlyMap<string, Dated>, faults: Fault[]): void {
  const { validTo, successors } = value
  if (successors.length > 0 && validTo === undefined) faults.push(faultAt(place('successors'), { vi: 'có bên kế thừa nhưng chưa ghi ngày hết hiệu lực (valid_to)', en: 'has successors but no last day (valid_to)' }))
  for (const id of successors) {
    const after = byId.get(id)
    // A department that stays while others are merged into it has begun long before.
    if (after?.validTo !== undefined && validTo !== undefined && after.validTo <= validTo) faults.push(faultAt(place('successors'), { vi: `bên kế thừa "${id}" hết hiệu lực trước hoặc cùng lúc`, en: `successor "${id}" ends before or with it` }))
  }
}
