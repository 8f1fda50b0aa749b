import type { Rulebook } from '../../compile/rulebook.ts'
import { prepare } from '../../kernel/prepared.ts'
import { itemTimes } from '../../language/rulebook.ts'
import type { DeadlineFinding, ItemFinding, RequirementFinding } from '../decision.ts'
import type { Program, ProgramItem, ProgramRequirement } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'
import { countDueDay } from './deadlines.ts'
import { rulesBehind, rulesKey } from './rule-reasons.ts'

const metWords = ['unmet', 'unknown', 'met'] as const

/** Every requirement that applies or may apply, in the order of the decision. */
export const listRequirements = (program: Program, truths: Uint8Array): readonly RequirementFinding[] => {
  const found: RequirementFinding[] = []
  for (const one of program.requirements) if (truths[one.applies] !== 0) found.push(requirementFinding(one, truths))
  return found
}

const requirementFinding = (one: ProgramRequirement, truths: Uint8Array): RequirementFinding => {
  const [applies, test] = [truths[one.applies]!, truths[one.test]!]
  return prepare(one.findings[applies]![test]!, rulesKey(one, truths), () => {
    const { force, because } = rulesBehind(one, truths)
    const { id, title } = one
    return { id, status: metWords[test]!, applies: applies === 2 ? 'yes' : 'unknown', force, title, because }
  })
}

/** Every item that applies or may apply, by list. */
export const listItems = (program: Program, truths: Uint8Array): Record<string, ItemFinding[]> => {
  const lists: Record<string, ItemFinding[]> = {}
  for (const list of program.listNames) lists[list] = []
  for (const one of program.items) if (truths[one.applies] !== 0) lists[one.list]!.push(itemFinding(one, truths))
  return lists
}

const itemFinding = (one: ProgramItem, truths: Uint8Array): ItemFinding => {
  const applies = truths[one.applies]!
  return prepare(one.findings[applies]!, rulesKey(one, truths), () => {
    const { force, because, rules } = rulesBehind(one, truths)
    const { item, verb, title, whenBy } = one
    const when = itemTimes.find(time => rules.some(({ rule }) => whenBy.get(rule) === time))
    return {
      item,
      ...(verb === undefined ? {} : { verb }),
      ...(when === undefined ? {} : { when }),
      status: applies === 2 ? 'applies' : 'possible',
      force,
      title,
      because,
    }
  })
}

/** Every deadline that applies or may apply, with its day. */
export const listDeadlines = (
  rulebook: Rulebook,
  program: Program,
  truths: Uint8Array,
  values: FactValues,
): readonly DeadlineFinding[] =>
  program.deadlines.flatMap(entry => {
    const { event, applies } = entry
    if (truths[applies] === 0) return []
    const start = values[rulebook.factsByName.get(event.of)!.index]
    const { date, basis } = countDueDay(rulebook, event, start as string | null | undefined)
    return [
      {
        action: event.action,
        status: truths[applies] === 2 ? 'applies' : 'possible',
        date,
        role: event.role,
        basis,
        because: rulesBehind(entry, truths).because,
      },
    ]
  })
