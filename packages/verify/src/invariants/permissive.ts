import { type DecisionDefinition, forms, type Invariant } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import type { DecisionQuestion, QuestionTerms } from '../encode/question-terms.ts'
import { and, notTerm, or, possibly, type Term } from '../smt/terms.ts'
import type { Decide, InvariantClaim } from './claim.ts'
import { isOnItsDays, onItsDays } from './statement.ts'

type MorePermissive = Extract<Invariant, { kind: 'never-more-permissive' }>

/** The answers of a decision, the least permissive first; none if they permit nothing. */
const fromLeastPermissive = ({ form, answers }: DecisionDefinition): readonly string[] => {
  const { permissiveness } = forms[form]
  if (permissiveness === null) return []
  return answers
    .map(({ id }, position) => ({ id, permits: permissiveness[position]! }))
    .sort((a, b) => a.permits - b.permits)
    .map(one => one.id)
}

/**
 * Claims that an authority is never more permissive than another: the most permissive answer that its rules leave possible
 * is never above the other’s, and nothing that the other requires, lists or sets a date for is missing.
 */
export const permissiveClaim = (
  invariant: MorePermissive,
  question: DecisionQuestion,
  decide: Decide,
): InvariantClaim => {
  const order = fromLeastPermissive(question.decision)
  const other = { ...question, authority: question.rulebook.authorities.get(invariant.than)! }
  return {
    invariant,
    question,
    breach: terms => {
      const request = terms.request('r')
      const [own, theirs] = [terms.question(question, 'r'), terms.question(other, 'r')]
      return {
        is: [
          own.consistent,
          ...onItsDays(invariant, request),
          or(...answersAbove(order, own, theirs), ...lacks(own, theirs)),
        ],
        requests: [request],
      }
    },
    isBreach: (...[found]) => {
      const [own, theirs] = [decide(found!), decide({ ...found!, authority: invariant.than })]
      return (
        own !== undefined &&
        theirs !== undefined &&
        isOnItsDays(invariant, found!.asOf) &&
        (mostPermissive(order, own) > mostPermissive(order, theirs) ||
          listEntries(theirs).some(entry => !listEntries(own).includes(entry)))
      )
    },
    inWords: (...[found]) => {
      const [own, theirs] = [decide(found!)!, decide({ ...found!, authority: invariant.than })!]
      const lacking = listEntries(theirs).filter(entry => !listEntries(own).includes(entry))
      const name = question.rulebook.authorities.get(invariant.than)!.name
      return lacking.length > 0
        ? `By the rules of ${name} there is ${lacking.join(', ')}; here there is not.`
        : `By the rules of ${name} at most ${order[mostPermissive(order, theirs)]}; here ${order[mostPermissive(order, own)]} is possible.`
    },
  }
}

const answersAbove = (order: readonly string[], own: QuestionTerms, theirs: QuestionTerms): readonly Term[] =>
  order.map((answer, i) => {
    const asMuch = order.slice(i).map(one => theirs.exact().get(one)!.possible)
    return and(own.exact().get(answer)!.possible, notTerm(or(...asMuch)))
  })

const lacks = (own: QuestionTerms, theirs: QuestionTerms): readonly Term[] => {
  const mine = new Map(truthsOf(own).map(one => [one.key, one.applies]))
  return truthsOf(theirs).map(({ key, applies }) => {
    const found = mine.get(key) ?? { t: 'false', f: 'true' }
    return or(and(applies.t, notTerm(found.t)), and(possibly(applies), found.f))
  })
}

const truthsOf = ({ requirements, items, deadlines }: QuestionTerms) => [
  ...requirements.map(one => ({ key: `requirement ${one.id}`, applies: one.applies })),
  ...items.map(one => ({ key: `item ${one.list} ${one.item} ${one.verb}`, applies: one.applies })),
  ...deadlines.map(one => ({ key: `deadline ${JSON.stringify(one.event)}`, applies: one.applies })),
]

const mostPermissive = (order: readonly string[], { possibleAnswers }: Decision): number =>
  Math.max(...possibleAnswers.map(one => order.indexOf(one)))

/** Each entry, and once more if it surely applies. */
const listEntries = ({ requirements, lists, deadlines }: Decision): readonly string[] => [
  ...requirements.flatMap(one => stated(`requirement ${one.id}`, one.applies === 'yes')),
  ...Object.entries(lists).flatMap(([list, items]) =>
    items.flatMap(one => stated([list, one.item, one.verb ?? []].flat().join(' '), one.status === 'applies')),
  ),
  ...deadlines.flatMap(one => stated(`deadline ${one.action} ${one.basis}`, one.status === 'applies')),
]
const stated = (entry: string, isSure: boolean): readonly string[] => (isSure ? [entry, `${entry}, surely`] : [entry])
