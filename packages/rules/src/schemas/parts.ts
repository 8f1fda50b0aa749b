import type { Rulebook, VocabularyFact } from '../compile/rulebook.ts'
import type { JsonSchema } from '../language/json-schema.ts'
import { type OperatorName, operatorNames, operators } from '../language/operators.ts'
import type { NameKind } from '../language/shape.ts'
import { type FactKind, factKinds } from '../language/values.ts'
import { sendableFacts } from '../typing/facts-schema.ts'
import { collectWords, isGiven, once, operatorWord, titled, valueWords, type Word } from './words.ts'

/** The parts that the schemas of a directory share, by the names under which they stand in `$defs`. */
export type Parts = Readonly<Record<string, JsonSchema>>

/** A reference to a part. */
export const part = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })

/** If an object has one of these words at this member, the rest holds too. As a pattern: editors offer the words of an “enum” in an “if”. */
export const whenIs = (member: string, words: readonly string[], then: JsonSchema): JsonSchema => ({
  if: { properties: { [member]: { pattern: `^(${words.join('|')})$` } }, required: [member] },
  then,
})

/** Unless an object has one of these members, the rest holds too. */
export const unlessHas = (members: readonly string[], then: JsonSchema): JsonSchema => ({
  if: { anyOf: members.map(member => ({ required: [member] })) },
  else: then,
})

/** If an object has this member, the rest holds too. */
export const whenHas = (member: string, then: JsonSchema): JsonSchema => ({
  if: { required: [member] },
  then,
})

/** One of these words. Of none, nothing fits. */
export const oneOfWords = (words: readonly Word[], message?: string): JsonSchema =>
  words.length === 0
    ? { not: {} }
    : {
        enum: words.map(one => one.id),
        enumDescriptions: words.map(one => one.said),
        ...(message !== undefined && { errorMessage: message }),
      }

/** Members named by these words, each with its meaning, and no others. */
export const membersNamed = (words: readonly Word[], also: JsonSchema = {}): JsonSchema => ({
  properties: Object.fromEntries(words.map(({ id, said }) => [id, { description: said, ...also }])),
  additionalProperties: false,
})

/** Kinds of names of which an edit makes new ones, and what they are called. */
const growing: Readonly<Partial<Record<NameKind, string>>> = {
  anyDateFact: 'fact that is a date',
  authority: 'authority',
  dateFact: 'fact that is a date',
  deadline: 'deadline',
  decision: 'decision',
  definition: 'definition',
  fact: 'fact',
  list: 'list',
  reading: 'reading',
  rule: 'rule',
  source: 'source',
  testedFact: 'fact that can be tested',
}

/** Every part, whether a schema refers to it or not. */
export const partsOf = (rulebook: Rulebook): Parts => {
  const named = Object.entries(collectWords(rulebook)).map(([kind, words]): [string, JsonSchema] => {
    const noun = growing[kind as NameKind]
    const message =
      noun && `There is no ${noun} of this name. If it is new, “virtual-school schema” makes it known to editors.`
    const known = oneOfWords(words, message)
    // The rules do not say who may be told to see to something.
    return [`${kind}Name`, kind === 'party' ? { anyOf: [known, { type: 'string' }] } : known]
  })
  return Object.fromEntries([...named, ...factParts(rulebook), ...listParts(rulebook), ...questionParts(rulebook)])
}

const factParts = ({ facts }: Rulebook): readonly [string, JsonSchema][] => [
  ...facts.flatMap((fact): [string, JsonSchema][] =>
    fact.type === 'enum' ? [[`valueOf.${fact.name}`, oneOfWords(valueWords(fact))]] : [],
  ),
  ['dayName', written(dayPattern, 'A day is expected, as 2024-08-19.')],
  ['dayOrMonthName', written(dayOrMonthPattern, 'A day or a month is expected, as 2024-08-19 or 2021-09.')],
  ['factsGiven', factMembers(sendableFacts(facts), true)],
  ['factsOfCode', factMembers(facts, false)],
  ...factKinds.map((type): [string, JsonSchema] => [
    `operatorFor.${type}`,
    oneOfWords(operatorsFor(type).map(operatorWord)),
  ]),
  ...factKinds.map((type): [string, JsonSchema] => [`anotherOf.${type}`, another(facts, type)]),
]

const written = (pattern: string, message: string): JsonSchema => ({
  type: 'string',
  pattern,
  patternErrorMessage: message,
})

const factMembers = (facts: readonly VocabularyFact[], mayBeUnknown: boolean): JsonSchema => ({
  properties: Object.fromEntries(
    facts.map(fact => {
      const value = valueSchema(fact)
      const { name, question } = fact
      return [name, { description: question, ...(mayBeUnknown ? { anyOf: [value, { type: 'null' }] } : value) }]
    }),
  ),
  additionalProperties: false,
})

const valueSchema = ({ name, type, min, max }: VocabularyFact): JsonSchema => {
  switch (type) {
    case 'boolean':
      return { type: 'boolean' }
    case 'integer':
      return { type: 'integer', minimum: min, maximum: max }
    case 'enum':
      return part(`valueOf.${name}`)
    case 'date':
      return part('dayName')
  }
}

const operatorsFor = (type: FactKind): readonly OperatorName[] =>
  operatorNames.filter(name => operators[name].takes.includes(type))

/** Another fact of the same kind, to be compared with. */
const another = (facts: readonly VocabularyFact[], type: FactKind): JsonSchema => ({
  type: 'object',
  properties: { fact: { enum: facts.filter(one => one.type === type && isGiven(one)).map(one => one.name) } },
  required: ['fact'],
})

const monthAndDay = '(0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|1\\d|2\\d)'
/** A day that there is; 29 February passes in any year. */
const dayPattern = `^\\d{4}-(${monthAndDay})$`
/** A day that there is, or a month. */
const dayOrMonthPattern = `^\\d{4}-(${monthAndDay}|0[1-9]|1[0-2])$`

/** What a test may say once it names its fact: each kind of test once, with the facts that have it. */
export const testsByFact = (facts: readonly VocabularyFact[]): readonly JsonSchema[] => {
  const namesByTest = new Map<string, string[]>()
  for (const fact of facts) {
    const test = JSON.stringify(testOf(fact, facts))
    namesByTest.set(test, [...(namesByTest.get(test) ?? []), fact.name])
  }
  return [...namesByTest].map(([test, names]) => whenIs('fact', names, JSON.parse(test)))
}

const testOf = (fact: VocabularyFact, facts: readonly VocabularyFact[]): JsonSchema => {
  const { type } = fact
  const [listed, single] = (['list', 'one'] as const).map(value =>
    operatorsFor(type).filter(name => operators[name].value === value),
  ) as [OperatorName[], OperatorName[]]
  const hasOther = isGiven(fact) && facts.some(one => one.type === type && one !== fact && isGiven(one))
  const value = valueSchema(fact)
  const one = { properties: { value: hasOther ? { anyOf: [value, part(`anotherOf.${type}`)] } : value } }
  const operator = part(`operatorFor.${type}`)
  if (listed.length === 0) return { properties: { operator, ...one.properties } }
  const list = { properties: { value: { type: 'array', minItems: 1, items: value } } }
  return { properties: { operator }, allOf: [whenIs('operator', listed, list), whenIs('operator', single, one)] }
}

const listParts = ({ lists }: Rulebook): readonly [string, JsonSchema][] =>
  [...lists.values()].flatMap(({ id, items, verbs }): [string, JsonSchema][] => [
    [`itemOf.${id}`, oneOfWords(items.map(titled))],
    [`verbOf.${id}`, oneOfWords(verbs.map(titled))],
    [`itemsOf.${id}`, membersNamed(items.map(titled), part(`expectedOf.${id}`))],
    [`expectedOf.${id}`, { properties: { verb: part(`verbOf.${id}`) } }],
  ])

const questionParts = ({ decisions, lists }: Rulebook): readonly [string, JsonSchema][] => {
  const all = [...decisions.values()]
  const answers = all.flatMap(one =>
    one.answers.map(({ id, summary }) => ({ id, said: `${one.question} ${summary}.` })),
  )
  const each = all.flatMap((one): [string, JsonSchema][] => {
    const carried = one.lists.map(id => lists.get(id)!)
    const words = one.answers.map(({ id, summary }) => ({ id, said: `${summary}.` }))
    return [
      [`answerOf.${one.id}`, oneOfWords(words)],
      [`conclusionOf.${one.id}`, oneOfWords(words.slice(0, -1))],
      [`requirementOf.${one.id}`, oneOfWords(one.requirements.map(titled))],
      [`requirementsOf.${one.id}`, membersNamed(one.requirements.map(titled))],
      [`listOf.${one.id}`, oneOfWords(carried.map(titled))],
      [
        `listsOf.${one.id}`,
        {
          properties: Object.fromEntries(
            carried.map(({ id, title }) => [id, { description: title, ...part(`itemsOf.${id}`) }]),
          ),
          additionalProperties: false,
        },
      ],
    ]
  })
  const requirements = all.flatMap(one => one.requirements.map(titled))
  return [...each, ['anyAnswer', oneOfWords(once(answers))], ['anyRequirement', oneOfWords(once(requirements))]]
}
