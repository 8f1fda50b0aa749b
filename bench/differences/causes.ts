import type { DecisionRequest, Rules } from '../../packages/rules/src/internal.ts'
import { type Change, listChanges, withoutChanges } from './changes.ts'
import { outcomeOf } from './outcomes.ts'

/** The changes that make a difference: with these taken back, and none of them left out, the earlier value comes again. */
export interface Cause {
  readonly changes: readonly Change[]
  readonly rules: Rules
}

/** How many causes are tried again for a place: each keeps rules and what was built of them. */
const rememberedCount = 6

/** Finds what makes differences, by taking changes back; what was found for one is tried first for the next. */
export const createCauses = (then: Rules, now: Rules) => {
  const known = new Map<string, Cause[]>()
  const changesOf = new Map<string, readonly Change[]>()
  return (request: DecisionRequest, at: string, was: string): Cause | undefined => {
    const { decision, authority = now.rulebook.national } = request
    const question = `${decision} ${authority}`
    const changes = changesOf.get(question) ?? listChanges(then, now, decision, authority)
    changesOf.set(question, changes)
    const isAsBefore = (rules: Rules): boolean =>
      (outcomeOf(rules.evaluate({ ...request, trace: 'none' })).get(at) ?? 'absent') === was
    const tried = known.get(`${question} ${at}`) ?? []
    known.set(`${question} ${at}`, tried)
    const place = tried.findIndex(one => isAsBefore(one.rules))
    if (place >= 0) {
      const [found] = tried.splice(place, 1)
      tried.unshift(found!)
      return found
    }
    const build = (some: readonly Change[]) => withoutChanges(then, now, decision, authority, some)
    if (!isAsBefore(build(changes))) return undefined
    const needed = findNeeded(changes, some => isAsBefore(build(some)))
    const found = { changes: needed, rules: build(needed) }
    tried.unshift(found)
    tried.length = Math.min(tried.length, rememberedCount)
    return found
  }
}

/** As few of the changes as are enough: halves are left out first, then single ones. */
const findNeeded = (changes: readonly Change[], isEnough: (some: readonly Change[]) => boolean): readonly Change[] => {
  let needed = [...changes]
  for (let size = Math.ceil(needed.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < needed.length; ) {
      const rest = [...needed.slice(0, from), ...needed.slice(from + size)]
      if (isEnough(rest)) needed = rest
      else from += size
    }
  return needed
}
