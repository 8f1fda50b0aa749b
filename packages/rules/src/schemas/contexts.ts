import { membersOfEvent } from '../compile/events.ts'
import type { Rulebook } from '../compile/rulebook.ts'
import { membersOfFact } from '../compile/vocabulary.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { forms } from '../language/forms/forms.ts'
import type { JsonSchema } from '../language/json-schema.ts'
import { bearings } from '../language/register.ts'
import type { RuleEventType } from '../language/rulebook.ts'
import type { ContextKind } from '../language/shape.ts'
import { type Parts, part, testsByFact, unlessHas, whenHas, whenIs } from './parts.ts'

/** What the members of an object say of one another, by the object’s kind; each a list of schemas that hold as well. */
export type Contexts = Readonly<Record<ContextKind, readonly JsonSchema[]>>

/** What rules say of one question, and of several, by the names of these parts. */
export const rulesByQuestion = ({ decisions }: Rulebook): Parts => ({
  anyQuestion: { properties: { event: eventNaming('any', undefined) } },
  ...Object.fromEntries(
    [...decisions.values()].map(one => [
      `ruleOn.${one.id}`,
      { properties: { name: nameOn(one), event: eventNaming(one.id, one) } },
    ]),
  ),
})

/** The contexts of some rules. */
export const contextsOf = (rulebook: Rulebook): Contexts => {
  const decisions = [...rulebook.decisions.values()]
  const onQuestion = (then: (one: DecisionDefinition) => JsonSchema): readonly JsonSchema[] =>
    decisions.map(one => whenIs('decision', [one.id], then(one)))
  return {
    alternative: [{ oneOf: [{ required: ['condition'] }, { required: ['deadline'] }] }],
    asked: [...onQuestion(({ id }) => ({ properties: { expect: expected(id) } })), factsOfRequest],
    codeFacts: [part('factsOfCode')],
    condition: testsOf(rulebook),
    entry: entryForms,
    event: eventForms('params'),
    givenFacts: [{ additionalProperties: { not: { type: ['object', 'array'] } } }],
    fact: factForms,
    newRule: [nameOfLayer(rulebook)],
    outcome: [...rulebook.lists.keys()].map(id => itemsOfList(id, { properties: { verb: part(`verbOf.${id}`) } })),
    params: listItems(rulebook),
    ruleOutcome: [...listItems(rulebook), ...eventForms(undefined)],
    rule: [
      { not: { required: ['decision', 'decisions'] } },
      ...onQuestion(({ id }) => part(`ruleOn.${id}`)),
      whenHas('decisions', part('anyQuestion')),
    ],
    rulebook: headForms(decisions),
    statement: onQuestion(statementOn),
  }
}

/** A request that is to be refused may hold anything. */
const factsOfRequest: JsonSchema = {
  if: { properties: { expect: { required: ['issues'] } } },
  else: { properties: { asOf: part('dayName'), facts: part('factsGiven') } },
}

const testsOf = ({ facts }: Rulebook): readonly JsonSchema[] => {
  const tested = facts.filter(one => one.kept)
  return [
    ...conditionForms,
    unlessHas(['fact'], { properties: { operator: part('operatorName') } }),
    ...testsByFact(tested),
  ]
}

const nameOfLayer = ({ authorities }: Rulebook): JsonSchema => ({
  pattern: `^(${[...authorities.keys()].join('|')})\\.`,
  patternErrorMessage: 'A rule’s name begins with its authority: the name of its folder.',
})

const nameOn = ({ id }: DecisionDefinition): JsonSchema => ({
  pattern: `^[a-z0-9-]+\\.${id}\\.`,
  patternErrorMessage: `The name of a rule on one question begins with its authority and the question: “….${id}.”.`,
})

/** The words of one question in the event of a rule; of several questions, those of all. */
const eventNaming = (id: string, decision: DecisionDefinition | undefined): JsonSchema => {
  const named = (kind: 'answer' | 'requirement' | 'list') =>
    decision === undefined
      ? part(kind === 'list' ? 'listName' : kind === 'answer' ? 'anyAnswer' : 'anyRequirement')
      : part(`${kind}Of.${id}`)
  // The last answer is given if no rule concludes another.
  const answer = decision === undefined ? named('answer') : part(`conclusionOf.${id}`)
  const names = { answer, requirement: named('requirement'), list: named('list') }
  const open = ['include', 'deadline', 'none', 'outcomes']
  return {
    properties: {
      ...(decision !== undefined && { type: { enum: [...forms[decision.form].ownEvents, ...open] } }),
      params: { properties: { ...names, outcomes: { items: { properties: names } } } },
    },
  }
}

const expected = (id: string): JsonSchema => ({
  minProperties: 1,
  properties: {
    answer: { anyOf: [part(`answerOf.${id}`), { type: 'null' }] },
    possibleAnswers: { items: part(`answerOf.${id}`) },
    requirements: part(`requirementsOf.${id}`),
    lists: part(`listsOf.${id}`),
  },
})

const statementOn = ({ id }: DecisionDefinition): JsonSchema => ({
  properties: {
    outcome: {
      properties: {
        answer: part(`answerOf.${id}`),
        requirement: part(`requirementOf.${id}`),
        list: part(`listOf.${id}`),
      },
    },
    while: { properties: { requirement: { anyOf: [part(`requirementOf.${id}`), { enum: ['any'] }] } } },
  },
})

/** The items of a list, and what else holds beside its name. */
const itemsOfList = (id: string, also: JsonSchema): JsonSchema =>
  whenIs('list', [id], { allOf: [{ properties: { item: part(`itemOf.${id}`) } }, also] })

const listItems = ({ lists }: Rulebook): readonly JsonSchema[] =>
  [...lists.values()].map(({ id, verbs }) =>
    itemsOfList(id, { properties: { verb: part(`verbOf.${id}`) }, ...(verbs.length > 0 && { required: ['verb'] }) }),
  )

const membersOnly = (required: readonly string[], none: readonly string[]): JsonSchema => ({
  ...(required.length > 0 && { required }),
  properties: Object.fromEntries(none.map(one => [one, false])),
})

const heads = ['all', 'any', 'not', 'condition', 'fact']
/** A condition is of one form, and has nothing of another. */
const conditionForms = heads.map(head => {
  const none = [
    ...heads.filter(one => one !== head),
    ...(head === 'fact' ? [] : ['operator', 'value']),
    ...(head === 'fact' || head === 'condition' ? [] : ['reading']),
  ]
  const members = membersOnly([], none)
  const properties = members.properties as object
  return whenHas(head, head === 'any' ? { properties: { ...properties, any: { minItems: 1 } } } : members)
})

const fixedMembers = ['type', 'decisions']

/** What an event of each type says, beside its type or inside `params`. */
const eventForms = (inside: string | undefined): readonly JsonSchema[] => {
  const all = [...new Set(Object.values(membersOfEvent).flatMap(one => [...one.required, ...one.optional]))]
  const types = Object.entries(membersOfEvent) as [RuleEventType, (typeof membersOfEvent)[RuleEventType]][]
  const each = types.map(([type, { required, optional }]) => {
    const permitted: readonly string[] = [...required, ...optional, ...fixedMembers]
    const members = membersOnly(
      required,
      [...all, 'outcomes'].filter(one => !permitted.includes(one)),
    )
    if (inside === undefined) return whenIs('type', [type], members)
    return whenIs('type', [type], {
      properties: { [inside]: members },
      ...(required.length > 0 && { required: [inside] }),
    })
  })
  if (inside === undefined) return each
  const outcomes = { properties: { [inside]: membersOnly(['outcomes'], all) }, required: [inside] }
  return [...each, whenIs('type', ['outcomes'], outcomes)]
}

const factForms = Object.entries(membersOfFact).map(([type, needed]) => {
  const others = [...new Set(Object.values(membersOfFact).flat())].filter(one => !needed.includes(one))
  return whenIs('type', [type], membersOnly(needed, others))
})

const makesRules = ['rule', 'offer']
const entryForms: readonly JsonSchema[] = [
  whenIs('class', makesRules, { required: ['rules'], properties: { rules: { minItems: 1 } } }),
  whenIs('class', ['process', 'context', 'not-modelled'], {
    required: ['reason'],
    properties: { rules: { maxItems: 0 } },
  }),
  whenIs('class', ['open'], { properties: { rules: { maxItems: 0 } } }),
  whenIs('bears', bearings, {
    required: ['id', 'title', 'decisions', 'force'],
    properties: { class: { enum: ['not-modelled'] } },
  }),
]

/** What the head of a file does not say, each of its rules says; and a rule that names no question is about that of the head. */
const headForms = (decisions: readonly DecisionDefinition[]): readonly JsonSchema[] => {
  const eachRule = (rule: JsonSchema): JsonSchema => ({ properties: { rules: { items: rule } } })
  const unlessOwn = (rule: JsonSchema) => eachRule(unlessHas(['decision', 'decisions'], rule))
  const citing = (member: string) => eachRule({ properties: { citations: { items: { required: [member] } } } })
  return [
    ...['force', 'effective', 'conditions'].map(one => unlessHas([one], eachRule({ required: [one] }))),
    ...['source', 'evidence'].map(one => unlessHas([one], citing(one))),
    unlessHas(
      ['decision', 'decisions'],
      eachRule({ anyOf: [{ required: ['decision'] }, { required: ['decisions'] }] }),
    ),
    ...decisions.map(one => whenIs('decision', [one.id], unlessOwn(part(`ruleOn.${one.id}`)))),
    unlessHas(['decision'], unlessOwn(part('anyQuestion'))),
  ]
}
