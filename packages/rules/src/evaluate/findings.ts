import type { Rulebook } from '../compile/rulebook.ts'
import { dueDay } from './deadlines.ts'
import type { DeadlineFinding, ItemFinding, RequirementFinding } from './decision.ts'
import { variant } from './prepared.ts'
import type { FactValues, Program, ProgramItem, ProgramRequirement } from './program.ts'
import { behind, variantKey } from './reasons.ts'

const metWords = ['unmet', 'unknown', 'met'] as const

export const requirementsOf = (program: Program, truths: Uint8Array): readonly RequirementFinding[] => {
  const found: RequirementFinding[] = []
  for (const one of program.requirements) if (truths[one.applies] !== 0) found.push(requirementOf(one, truths))
  return found
}

const requirementOf = (one: ProgramRequirement, truths: Uint8Array): RequirementFinding => {
  const [applies, test] = [truths[one.applies]!, truths[one.test]!]
  return variant(one.findings, variantKey(one, truths, 3 * (applies - 1) + test), () => {
    const { force, because } = behind(one, truths)
    const { id, title } = one
    return { id, status: metWords[test]!, applies: applies === 2 ? 'yes' : 'unknown', force, title, because }
  })
}

export const listsOf = (program: Program, truths: Uint8Array): Record<string, ItemFinding[]> => {
  const lists: Record<string, ItemFinding[]> = {}
  for (const list of program.listNames) lists[list] = []
  for (const one of program.items) if (truths[one.applies] !== 0) lists[one.list]!.push(itemOf(one, truths))
  return lists
}

const itemOf = (one: ProgramItem, truths: Uint8Array): ItemFinding => {
  const applies = truths[one.applies]!
  return variant(one.findings, variantKey(one, truths, applies), () => {
    const { force, because } = behind(one, truths)
    const { item, verb, title } = one
    const status = applies === 2 ? 'applies' : 'possible'
    return verb === undefined ? { item, status, force, title, because } : { item, verb, status, force, title, because }
  })
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
