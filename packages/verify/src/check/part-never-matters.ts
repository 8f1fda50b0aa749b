import type { Condition } from '@virtual-school/rules'
import { listParts } from '@virtual-school/rules/internal'
import type { RuleTerms } from '../encode/question-terms.ts'
import { and, equal, notTerm, or, type Term } from '../smt/terms.ts'
import { type Expected, isDecided, type Nearest } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { listPruned, type PrunedCondition } from './pruned.ts'
import { editionIn, ownTerms } from './rule-never-holds.ts'
import { conditionClause, editionName } from './scope.ts'
import { followRules, noUsage } from './usage.ts'

/** Expects that every way for a condition to hold, and every test in it, makes a difference to it for some child. */
export const partsThatNeverMatter = (inquiry: Inquiry): readonly Expected[] => [
  ...ownTerms(inquiry.question).flatMap(({ rule, inForce }) =>
    partsOfOne(inquiry, {
      about: editionName(inquiry.authority, rule),
      title: `the rule “${rule.title}”`,
      rules: [rule.name],
      conditions: rule.conditions,
      given: [inForce.t],
      isShown: 'true',
      // An exception may hold there all the same.
      isSeen: answer => isDecided(answer) && editionIn(answer, rule)?.conditions?.truth === 'true',
    }),
  ),
  ...ownDefinitions(inquiry).flatMap(name => {
    const { statement, conditions } = inquiry.authority.definitions.get(name)!
    return partsOfOne(inquiry, {
      about: `${inquiry.authority.id} ${name}`,
      title: `the definition “${statement}”`,
      rules: [],
      conditions,
      given: [],
      isShown: or(...rulesReading(inquiry, name).map(one => one.inForce.t)),
      isSeen: answer => isDecided(answer) && answer.trace?.definitions[name]?.truth === 'true',
    })
  }),
]

const ownDefinitions = ({ rules: { rulebook }, own, authority, isNation }: Inquiry): readonly string[] => {
  const nation = rulebook.authorities.get(rulebook.national)!
  return [...own.definitions].filter(
    name => authority.definitions.has(name) && (isNation || !nation.definitions.has(name)),
  )
}

/** The rules that read a definition: a decision shows it if one of them is in force. */
const rulesReading = ({ rules: { rulebook }, authority, question }: Inquiry, name: string): readonly RuleTerms[] =>
  question.rules.filter(({ rule }) => {
    const usage = noUsage()
    followRules(rulebook, authority, [rule], usage)
    return usage.definitions.has(name)
  })

interface Whole {
  readonly about: string
  readonly title: string
  readonly rules: readonly string[]
  readonly conditions: Condition
  /** What must be true for the condition to count. */
  readonly given: readonly Term[]
  /** That a decision shows how true it is. */
  readonly isShown: Term
  readonly isSeen: Nearest['confirms']
}

const partsOfOne = (inquiry: Inquiry, whole: Whole): readonly Expected[] => {
  const { question } = inquiry
  const full = question.truthOf(whole.conditions)
  const always = [question.consistent, ...whole.given]
  return listPruned(whole.conditions)
    .filter(hasNoReading)
    .map(pruned => {
      const rest = question.truthOf(pruned.rest)
      const flips = notTerm(equal(full.t, rest.t))
      // While facts are unknown, a way counts for what is known because of it, a test for everything that it changes.
      const tells = or(and(full.t, notTerm(rest.t)), and(full.f, notTerm(rest.f)))
      const changes = or(flips, notTerm(equal(full.f, rest.f)))
      return {
        code: pruned.kind === 'way' ? 'branch-never-holds' : 'test-never-matters',
        about: `${whole.about} ${pruned.pointer}`,
        rules: whole.rules,
        possible: [
          [question.request.total, ...always, flips],
          [...always, pruned.kind === 'way' ? tells : changes],
        ],
        message: buildMessage(inquiry, whole, pruned),
        nearest: [{ terms: [question.request.total, ...always, whole.isShown, full.t], confirms: whole.isSeen }],
      }
    })
}

/** A part that adds nothing as it is read may be all that matters to another reading. */
const hasNoReading = ({ part }: PrunedCondition): boolean => listParts(part).every(one => one.reading === undefined)

const buildMessage = (
  { rules: { rulebook }, authority }: Inquiry,
  { title }: Whole,
  { kind, part, pointer }: PrunedCondition,
) => {
  const words = conditionClause(rulebook, authority, part)
  return kind === 'way'
    ? `In ${title} the way at ${pointer} (${words}) adds nothing: it never holds, or another way always holds with it. Put it right, or take it out.`
    : `In ${title} the test at ${pointer} (${words}) adds nothing: all else there already implies it. Put it right, or take it out.`
}
