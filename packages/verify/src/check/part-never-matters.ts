import type { Condition } from '@virtual-school/rules'
import type { RuleTerms } from '../encode/question-terms.ts'
import { and, equal, not, or, type Term } from '../smt/terms.ts'
import { decided, type Expected, type Nearest } from './expected.ts'
import type { Inquiry } from './inquiry.ts'
import { partsOf } from './parts.ts'
import { type Pruned, prunedOf } from './pruned.ts'
import { editionIn, ownTerms } from './rule-never-holds.ts'
import { editionName } from './scope.ts'
import { followRules, noUsage } from './usage.ts'
import { conditionInWords } from './words.ts'

/** Every way for a condition to hold, and every test in it, makes a difference to it for some child. */
export const partsThatNeverMatter = (inquiry: Inquiry): readonly Expected[] => [
  ...ownTerms(inquiry.question).flatMap(({ rule, inForce }) =>
    partsOfOne(inquiry, {
      about: editionName(inquiry.authority, rule),
      title: `the rule “${rule.title}”`,
      rules: [rule.name],
      conditions: rule.conditions,
      where: [inForce.t],
      seenWhere: 'true',
      isSeen: answer => decided(answer) && editionIn(answer, rule)?.truth === 'true',
    }),
  ),
  ...ownDefinitions(inquiry).flatMap(name => {
    const { statement, conditions } = inquiry.authority.definitions.get(name)!
    return partsOfOne(inquiry, {
      about: `${inquiry.authority.id} ${name}`,
      title: `the definition “${statement}”`,
      rules: [],
      conditions,
      where: [],
      seenWhere: or(...rulesReading(inquiry, name).map(one => one.inForce.t)),
      isSeen: answer => decided(answer) && answer.trace?.definitions[name]?.truth === 'true',
    })
  }),
]

const ownDefinitions = ({ rules: { rulebook }, own, authority, isNation }: Inquiry): readonly string[] => {
  const nation = rulebook.authorities.get(rulebook.national)!
  return [...own.definitions].filter(
    name => authority.definitions.has(name) && (isNation || !nation.definitions.has(name)),
  )
}

/** A decision shows a definition where a rule in force reads it. */
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
  readonly where: readonly Term[]
  /** When a decision shows how true it is. */
  readonly seenWhere: Term
  readonly isSeen: Nearest['confirms']
}

const partsOfOne = (inquiry: Inquiry, whole: Whole): readonly Expected[] => {
  const { question } = inquiry
  const full = question.truthOf(whole.conditions)
  const always = [question.consistent, ...whole.where]
  return prunedOf(whole.conditions)
    .filter(hasNoReading)
    .map(pruned => {
      const rest = question.truthOf(pruned.rest)
      const turns = not(equal(full.t, rest.t))
      // Where something is unknown, a way counts for what is known because of it, a test for whatever it changes.
      const tells = or(and(full.t, not(rest.t)), and(full.f, not(rest.f)))
      const changes = or(turns, not(equal(full.f, rest.f)))
      return {
        code: pruned.kind === 'way' ? 'branch-never-holds' : 'test-never-matters',
        about: `${whole.about} ${pruned.pointer}`,
        rules: whole.rules,
        possible: [
          [question.request.total, ...always, turns],
          [...always, pruned.kind === 'way' ? tells : changes],
        ],
        message: messageOf(inquiry, whole, pruned),
        nearest: [{ terms: [question.request.total, ...always, whole.seenWhere, full.t], confirms: whole.isSeen }],
      }
    })
}

/** A part that adds nothing as it is read may be all that another reading turns on. */
const hasNoReading = ({ part }: Pruned): boolean => partsOf(part).every(one => one.reading === undefined)

const messageOf = ({ rules: { rulebook }, authority }: Inquiry, { title }: Whole, { kind, part, pointer }: Pruned) => {
  const words = conditionInWords(rulebook, authority, part)
  return kind === 'way'
    ? `In ${title} the way at ${pointer} (${words}) adds nothing: it never holds, or another way always holds with it. Put it right, or take it out.`
    : `In ${title} the test at ${pointer} (${words}) adds nothing: all else there already implies it. Put it right, or take it out.`
}
