import type { Rulebook } from '../compile/rulebook.ts'
import { dueDay } from './deadlines.ts'
import type { DeadlineFinding, ItemFinding, RequirementFinding } from './decision.ts'
import type { FactValues, Program } from './program.ts'
import { behind } from './reasons.ts'

const metWords = ['unmet', 'unknown', 'met'] as const

export const requirementsOf = (program: Program, truths: Uint8Array): readonly RequirementFinding[] => {
  const found: RequirementFinding[] = []
  for (const one of program.requirements) {
    const applies = truths[one.applies]!
    if (applies === 0) continue
    const { force, because } = behind(one, truths)
    found.push({
      id: one.id,
      status: metWords[truths[one.test]!]!,
      applies: applies === 2 ? 'yes' : 'unknown',
      force,
      title: one.title,
      because,
    })
  }
  return found
}

export const listsOf = (program: Program, truths: Uint8Array): Record<string, ItemFinding[]> => {
  const lists: Record<string, ItemFinding[]> = {}
  for (const list of program.listNames) lists[list] = []
  for (const one of program.items) {
    const applies = truths[one.applies]!
    if (applies === 0) continue
    const { force, because } = behind(one, truths)
    const status = applies === 2 ? 'applies' : 'possible'
    lists[one.list]!.push(
      one.verb === undefined
        ? { item: one.item, status, force, title: one.title, because }
        : { item: one.item, verb: one.verb, status, force, title: one.title, because },
    )
  }
  return lists
}

export const deadlinesOf = (
  rulebook: Rulebook,
  program: Program,
  truths: Uint8Array,
  values: FactValues,
): readonly DeadlineFinding[] =>
  program.deadlines.flatMap(entry => {
    const { event, applies } = entry
    if (truths[applies] === 0) return []
    const start = values[rulebook.factsByName.get(event.of)!.index]
    const { date, basis } = dueDay(rulebook, event, start as string | null | undefined)
    return [
      {
        action: event.action,
        status: truths[applies] === 2 ? 'applies' : 'possible',
        date,
        role: event.role,
        basis,
        because: behind(entry, truths).because,
      },
    ]
  })
