import fc from 'fast-check'
import { isCivilDate, plusDays } from '../../src/kernel/dates.ts'
import type { Condition } from '../../src/language/condition.ts'
import { forces, units } from '../../src/language/rulebook.ts'
import type { Scalar } from '../../src/language/values.ts'
import type { RuleFile } from '../../src/parse/rule-documents.ts'
import { parties, steps } from './small-catalogue.ts'

/** Random rulebooks over a small vocabulary that has one of everything, and random requests to them. */
const days = ['2024-01-30', '2024-01-31', '2024-02-01', '2024-02-28', '2024-02-29', '2024-03-01']
const calendar = {
  jurisdiction: 'test',
  from: '2024-01-01',
  to: '2024-03-31',
  source: 'test',
  closed: [{ date: '2024-02-01', name: 'A holiday' }],
}

type TestFact = { name: string; type: 'boolean' | 'integer' | 'enum' | 'date'; values?: string[]; extra?: object }
const testFacts: TestFact[] = [
  { name: 'agrees', type: 'boolean' },
  { name: 'consulted', type: 'boolean' },
  { name: 'urgent', type: 'boolean' },
  { name: 'status', type: 'enum', values: ['current', 'ceased', 'never'] },
  { name: 'kind', type: 'enum', values: ['one', 'two', 'three', 'four'] },
  { name: 'age', type: 'integer', extra: { min: 0, max: 8 } },
  { name: 'startsOn', type: 'date' },
  { name: 'metOn', type: 'date' },
  { name: 'happenedOn', type: 'date' },
  { name: 'proposedAction', type: 'enum', values: ['stay', 'move', 'leave'] },
  {
    name: 'moveType',
    type: 'enum',
    values: ['moves', 'leaves'],
    extra: {
      derived: {
        cases: [
          { value: 'moves', when: { fact: 'proposedAction', operator: 'equal', value: 'move' } },
          { value: 'leaves', when: { fact: 'proposedAction', operator: 'equal', value: 'leave' } },
        ],
      },
    },
  },
  { name: 'isSummer', type: 'boolean', extra: { given: 'calendar' } },
  {
    name: 'isOpen',
    type: 'boolean',
    extra: {
      derived: {
        from: {
          any: [
            { fact: 'status', operator: 'equal', value: 'current' },
            { fact: 'urgent', operator: 'equal', value: true },
          ],
        },
      },
    },
  },
  {
    name: 'schoolAge',
    type: 'boolean',
    extra: {
      derived: {
        cases: [
          { value: true, when: { fact: 'age', operator: 'greaterThan', value: 5 } },
          { value: false, when: { fact: 'age', operator: 'lessThan', value: 3 } },
        ],
      },
    },
  },
  {
    name: 'sort',
    type: 'enum',
    values: ['early', 'late'],
    extra: {
      derived: {
        cases: [
          { value: 'early', when: { fact: 'kind', operator: 'in', value: ['one', 'two'] } },
          { value: 'late', when: { fact: 'kind', operator: 'equal', value: 'four' } },
        ],
      },
    },
  },
]
const derivedNames = new Set(['isOpen', 'schoolAge', 'sort', 'moveType'])

const factDocument = {
  facts: testFacts.map(({ name, type, values, extra }) => ({
    name,
    type,
    label: `the ${name}`,
    question: `What is ${name}?`,
    classification: 'none',
    changeable: true,
    ...(type === 'boolean' ? { whenTrue: `${name} is so`, whenFalse: `${name} is not so` } : {}),
    ...(values ? { values: values.map(value => ({ value, statement: `${name} is ${value}` })) } : {}),
    ...extra,
  })),
  contradictions: [
    {
      id: 'current-and-old',
      facts: ['status', 'age'],
      message: 'These two cannot both be so.',
      never: {
        all: [
          { fact: 'status', operator: 'equal', value: 'current' },
          { fact: 'age', operator: 'greaterThanInclusive', value: 7 },
        ],
      },
    },
    {
      // Of facts that follow from others: they need not bear on an answer themselves.
      id: 'early-and-leaving',
      facts: ['sort', 'moveType'],
      message: 'Nobody leaves early.',
      never: {
        all: [
          { fact: 'sort', operator: 'equal', value: 'early' },
          { fact: 'moveType', operator: 'equal', value: 'leaves' },
        ],
      },
    },
    {
      id: 'never-and-old',
      kind: 'odd',
      facts: ['status', 'age'],
      message: 'Hardly anybody has these.',
      never: {
        all: [
          { fact: 'status', operator: 'equal', value: 'never' },
          { fact: 'age', operator: 'greaterThanInclusive', value: 8 },
        ],
      },
    },
  ],
}

const leaf: fc.Arbitrary<Condition> = fc.constantFrom(...testFacts).chain((fact): fc.Arbitrary<Condition> => {
  const one = (operators: string[], value: fc.Arbitrary<Scalar>) =>
    fc.record({
      fact: fc.constant(fact.name),
      operator: fc.constantFrom(...operators),
      value,
    }) as fc.Arbitrary<Condition>
  const many = (value: fc.Arbitrary<Scalar>) =>
    fc.record({
      fact: fc.constant(fact.name),
      operator: fc.constantFrom('in', 'notIn'),
      value: fc.uniqueArray(value, { minLength: 1, maxLength: 3 }),
    }) as fc.Arbitrary<Condition>
  const values = fact.values ?? []
  if (fact.type === 'boolean') return one(['equal', 'notEqual'], fc.boolean())
  if (fact.type === 'enum')
    return fc.oneof(one(['equal', 'notEqual'], fc.constantFrom(...values)), many(fc.constantFrom(...values)))
  if (fact.type === 'integer')
    return fc.oneof(
      one(
        ['equal', 'notEqual', 'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'],
        fc.integer({ min: 0, max: 8 }),
      ),
      many(fc.integer({ min: 0, max: 8 })),
    )
  const dateOperators = ['equal', 'notEqual', 'dateBefore', 'dateOnOrBefore', 'dateAfter', 'dateOnOrAfter']
  const others = ['startsOn', 'metOn', 'happenedOn'].filter(name => name !== fact.name)
  return fc.oneof(
    one(dateOperators, fc.constantFrom(...days)),
    fc.record({
      fact: fc.constant(fact.name),
      operator: fc.constantFrom(...dateOperators),
      value: fc.record({ fact: fc.constantFrom(...others) }),
    }) as fc.Arbitrary<Condition>,
  )
})

const withReading = (part: fc.Arbitrary<Condition>, readings: readonly string[]): fc.Arbitrary<Condition> =>
  readings.length === 0
    ? part
    : fc
        .tuple(part, fc.option(fc.constantFrom(...readings), { nil: undefined, freq: 4 }))
        .map(([one, reading]) => (reading === undefined ? one : { ...one, reading }) as Condition)

const conditionOf = (definitions: readonly string[], readings: readonly string[]): fc.Arbitrary<Condition> => {
  const parts = [
    withReading(leaf, readings),
    ...(definitions.length > 0
      ? [
          withReading(
            fc.constantFrom(...definitions).map(condition => ({ condition })),
            readings,
          ),
        ]
      : []),
  ]
  return fc.letrec<{ node: Condition }>(tie => ({
    node: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'condition' },
      fc.oneof(...parts),
      fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('node') }),
    ),
  })).node
}

/** What a question says of its law and of what it is about; nothing in rules of semantics 1. */
type Edges = Readonly<Record<'completeFrom' | 'proposes', unknown>>
const edges: fc.Arbitrary<Edges> = fc.record({
  completeFrom: fc.constantFrom(
    undefined,
    { day: '2024-01', texts: ['the-source'] },
    { day: '2024-02-01', texts: ['the-source'] },
  ),
  proposes: fc.constantFrom(undefined, ['move'], ['move', 'leave']),
})

const onAbsence = new Set(['permitted', 'unrestricted', 'nobody', 'there', 'elsewhere'])
const answersOf = (ids: readonly string[]) =>
  ids.map(id => ({ id, summary: `it is ${id}`, ...(onAbsence.has(id) ? { restsOnAbsence: true } : {}) }))

const decisionsDocument = (tests: readonly Condition[], [may, who, where]: readonly Edges[]) => ({
  decisions: [
    {
      id: 'may',
      question: 'May it?',
      form: 'permit',
      unknownSummary: 'whether it may',
      answers: answersOf(['permitted', 'not-permitted', 'unrestricted']),
      ...may,
      requirements: tests.map((test, i) => ({ id: `need-${i}`, title: `need ${i} is met`, test })),
      lists: ['parties'],
    },
    {
      id: 'who',
      question: 'Who?',
      form: 'collect',
      collects: 'parties',
      unknownSummary: 'who',
      answers: answersOf(['somebody', 'nobody']),
      ...who,
      lists: ['parties', 'things'],
    },
    {
      id: 'where',
      question: 'Where?',
      form: 'classify',
      unknownSummary: 'where',
      answers: answersOf(['here', 'there', 'elsewhere']),
      ...where,
      lists: ['things'],
    },
  ],
  lists: [
    parties,
    {
      id: 'things',
      title: 'Things',
      items: [
        { id: 'first-thing', title: 'the first' },
        { id: 'second-thing', title: 'the second' },
      ],
    },
  ],
  deadlines: steps,
})

const eventOf = (decision: string, readings: readonly string[]): fc.Arbitrary<object> => {
  const deadline = fc
    .record({
      action: fc.constantFrom('first-step', 'second-step'),
      role: fc.constant('school'),
      count: fc.integer({ min: 0, max: 12 }),
      unit: fc.constantFrom(...units),
      direction: fc.constantFrom('after', 'before'),
      of: fc.constantFrom('startsOn', 'happenedOn'),
      reading: fc.option(fc.constantFrom(...readings, 'none-at-all'), { nil: undefined }),
    })
    .map(({ reading, ...params }) => ({
      type: 'deadline',
      params: { ...params, ...(reading === undefined || reading === 'none-at-all' ? {} : { reading }) },
    }))
  const party = fc
    .record({
      list: fc.constant('parties'),
      item: fc.constantFrom('parent', 'school'),
      verb: fc.constantFrom('agree', 'consult'),
      when: fc.constantFrom(undefined, 'before', 'always', 'after'),
    })
    .map(params => ({ type: 'include', params }))
  const thing = fc
    .record({ list: fc.constant('things'), item: fc.constantFrom('first-thing', 'second-thing') })
    .map(params => ({ type: 'include', params }))
  const none = fc.constant({ type: 'none', params: {} })
  if (decision === 'may')
    return fc.oneof(
      {
        weight: 5,
        arbitrary: fc.integer({ min: 0, max: 2 }).map(i => ({ type: 'require', params: { requirement: `need-${i}` } })),
      },
      { weight: 1, arbitrary: party },
      { weight: 1, arbitrary: deadline },
      { weight: 1, arbitrary: none },
    )
  if (decision === 'who')
    return fc.oneof(
      { weight: 3, arbitrary: party },
      { weight: 1, arbitrary: thing },
      { weight: 1, arbitrary: deadline },
      { weight: 1, arbitrary: none },
    )
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom('here', 'there').map(answer => ({ type: 'conclude', params: { answer } })),
    },
    { weight: 1, arbitrary: thing },
    { weight: 1, arbitrary: deadline },
    { weight: 1, arbitrary: none },
  )
}

/** Several things that follow, each for the questions that can have it. */
const outcomesOf = (readings: readonly string[]): fc.Arbitrary<{ decisions: string[]; event: object }> =>
  fc
    .tuple(eventOf('may', readings), eventOf('who', readings), eventOf('where', readings))
    .filter(events => events.every(event => (event as { type: string }).type !== 'none'))
    .map(events => ({
      decisions: ['may', 'who', 'where'],
      event: {
        type: 'outcomes',
        params: {
          outcomes: events.map((event, i) => {
            const { type, params } = event as { type: string; params: object }
            return { type, ...params, decisions: [['may', 'who', 'where'][i]!] }
          }),
        },
      },
    }))

const effective = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ from: '2024-01-01' }) },
  { weight: 1, arbitrary: fc.constant({ from: null }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { from: '2024-02' },
      { from: '2024-01-01', to: '2024-02' },
      { from: '2024-02-29', to: '2024-03-01' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { from: '2024-02-01', clock: 'happenedOn' },
      { from: '2024-01-31', to: '2024-02-29', clock: 'happenedOn' },
    ),
  },
)

const rulesOf = (layer: string, definitions: readonly string[], readings: readonly string[]) =>
  fc
    .array(
      fc.constantFrom('may', 'who', 'where', undefined).chain(decision =>
        fc.record({
          asked:
            decision === undefined
              ? outcomesOf(readings)
              : eventOf(decision, readings).map(event => ({ decision, event })),
          force: fc.constantFrom(...forces),
          effective,
          conditions: conditionOf(definitions, readings).map(grouped),
          excepts: fc.array(fc.nat(9), { maxLength: 1 }),
          evidence: fc.constantFrom('primary', 'restated', 'unverified'),
        }),
      ),
      { minLength: 1, maxLength: 9 },
    )
    .map(drafts =>
      drafts.map(({ excepts, evidence, asked, ...rule }, i) => ({
        ...rule,
        ...asked,
        name: nameOf(layer, drafts, i),
        title: `Rule ${i} of ${layer}`,
        exceptionTo: excepts
          .filter(j => j < i && (questionOf(drafts[i]!) === 'any' || questionOf(drafts[j]!) === questionOf(drafts[i]!)))
          .map(j => nameOf(layer, drafts, j)),
        citations: [{ source: 'the-source', locator: `line ${i}`, evidence }],
      })),
    )

type Draft = { readonly asked: object }
const questionOf = ({ asked }: Draft): string => ('decision' in asked ? String(asked.decision) : 'any')
const nameOf = (layer: string, drafts: readonly Draft[], i: number): string =>
  `${layer}.${questionOf(drafts[i]!)}.rule-${i}`

/** Texts that bear on questions and are not modelled. */
const registerOf = (layer: string, definitions: readonly string[]) =>
  fc
    .array(
      fc.record({
        bears: fc.constantFrom('bar', 'adds', 'detail'),
        text: fc.constantFrom('known', 'not-held'),
        decisions: fc.uniqueArray(fc.constantFrom('may', 'who', 'where'), { minLength: 1 }),
        force: fc.constantFrom(...forces),
        effective: fc.constantFrom(
          undefined,
          { from: '2024-02' },
          { to: '2024-01' },
          { from: '2024-01-31', to: '2024-02-29' },
        ),
        conditions: fc.option(conditionOf(definitions, []).map(grouped), { nil: undefined }),
      }),
      { maxLength: 2 },
    )
    .map(texts => ({
      source: 'the-other-source',
      entries: texts.map((text, i) => ({
        locator: `text ${i}`,
        class: 'not-modelled',
        reason: 'Nobody made a rule of it.',
        id: `${layer}-text-${i}`,
        title: `text ${i} of ${layer}`,
        ...text,
      })),
    }))

/** At the top of rules and definitions json-rules-engine takes no single test. */
const grouped = (conditions: Condition): Condition => ('fact' in conditions ? { all: [conditions] } : conditions)

const definitionsOf = (names: readonly string[], below: readonly string[]): fc.Arbitrary<object[]> =>
  fc.tuple(
    ...names.map((name, i) =>
      conditionOf([...below, ...names.slice(0, i)], []).map(conditions => ({
        name,
        statement: `${name} holds`,
        otherwise: `${name} does not hold`,
        conditions: grouped(conditions),
      })),
    ),
  )

const readingsOf = (ids: readonly string[]): fc.Arbitrary<object[]> =>
  fc.tuple(
    ...ids.map(id =>
      fc
        .array(
          fc.oneof(
            { weight: 3, arbitrary: conditionOf([], []).map(condition => ({ text: 'otherwise', condition })) },
            {
              weight: 1,
              arbitrary: fc
                .record({ count: fc.integer({ min: 0, max: 5 }), unit: fc.constantFrom(...units) })
                .map(deadline => ({ text: 'counted otherwise', deadline })),
            },
          ),
          { minLength: 1, maxLength: 2 },
        )
        .map(alternatives => ({ id, title: id, taken: 'as taken', alternatives })),
    ),
  )

/** The files of a whole rule directory: a national layer `nation` and a council `town`. */
export const ruleFiles: fc.Arbitrary<RuleFile[]> = fc
  .record({
    tests: fc.tuple(conditionOf(['nation-a'], []), conditionOf([], []), conditionOf([], [])),
    nationDefinitions: definitionsOf(['nation-a', 'nation-b'], []),
    townDefinitions: definitionsOf(['town-a'], ['nation-a', 'nation-b']),
    nationReadings: readingsOf(['nation-reading']),
    townReadings: readingsOf(['town-reading']),
    nation: rulesOf('nation', ['nation-a', 'nation-b'], ['nation-reading']),
    town: rulesOf('town', ['nation-a', 'town-a'], ['nation-reading', 'town-reading']),
    nationRegister: registerOf('nation', ['nation-a', 'nation-b']),
    townRegister: registerOf('town', ['nation-a', 'town-a']),
    edges: fc.tuple(edges, edges, edges),
    semantics: fc.constantFrom(1, 2),
  })
  .map(drawn => [
    {
      path: 'manifest.json',
      value: { name: 'Test rules', version: '1.0.0', national: 'nation', semantics: drawn.semantics },
    },
    { path: 'facts.json', value: factDocument },
    { path: 'decisions.json', value: decisionsDocument(drawn.tests, drawn.semantics === 1 ? [] : drawn.edges) },
    {
      path: 'sources.json',
      value: {
        sources: ['the-source', 'the-other-source'].map(id => ({
          id,
          title: `The text ${id}`,
          publisher: 'A publisher',
          kind: 'law',
        })),
      },
    },
    { path: 'calendar.json', value: calendar },
    ...(['nation', 'town'] as const).flatMap(layer => [
      { path: `${layer}/authority.json`, value: { id: layer, name: layer } },
      { path: `${layer}/definitions.json`, value: { definitions: drawn[`${layer}Definitions`] } },
      { path: `${layer}/readings.json`, value: { readings: drawn[`${layer}Readings`] } },
      { path: `${layer}/rules.json`, value: { rules: drawn[layer] } },
      ...(drawn.semantics === 1
        ? []
        : [{ path: `${layer}/registers/the-other-source.json`, value: drawn[`${layer}Register`] }]),
    ]),
  ])

/** Every value of a test fact's domain; for dates every day that any boundary could tell apart. */
export const testDomain = (
  name: string,
  facts: Readonly<Record<string, Scalar | null | undefined>>,
): readonly Scalar[] => {
  const fact = testFacts.find(one => one.name === name)!
  if (fact.type === 'boolean') return [true, false]
  if (fact.type === 'enum') return fact.values!
  if (fact.type === 'integer') return [0, 1, 2, 3, 4, 5, 6, 7, 8]
  const known = Object.values(facts).filter((one): one is string => typeof one === 'string' && isCivilDate(one))
  const bounds = [...days, '2024-02-01', '2024-01-31', ...known]
  return [...new Set(bounds.flatMap(day => [-3, -2, -1, 0, 1, 2, 3].map(step => plusDays(day, step))))]
}

const anyValueOf = (fact: TestFact): fc.Arbitrary<Scalar> => {
  if (fact.type === 'boolean') return fc.boolean()
  if (fact.type === 'enum') return fc.constantFrom(...fact.values!)
  return fact.type === 'integer' ? fc.integer({ min: 0, max: 8 }) : fc.constantFrom(...days, '2024-02-02', '2024-03-28')
}

const givenFacts = testFacts.filter(fact => fact.name !== 'isSummer')

/** Each fact given, asked but not known, or not asked; derived facts are seldom given. */
export const testRequest = fc.record({
  decision: fc.constantFrom('may', 'who', 'where'),
  authority: fc.constantFrom('nation', 'town'),
  asOf: fc.constantFrom('2023-12-31', '2024-01-15', '2024-02-01', '2024-02-29', '2024-03-02', '2024-07-01'),
  facts: fc
    .record(
      Object.fromEntries(
        givenFacts.map(fact => {
          const known = anyValueOf(fact)
          return [
            fact.name,
            fc.oneof(
              {
                weight: derivedNames.has(fact.name) ? 1 : 4,
                arbitrary: known as fc.Arbitrary<Scalar | null | undefined>,
              },
              { weight: 1, arbitrary: fc.constant(null) },
              { weight: 3, arbitrary: fc.constant(undefined) },
            ),
          ]
        }),
      ),
    )
    .map(
      facts =>
        Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Record<
          string,
          Scalar | null
        >,
    ),
})
