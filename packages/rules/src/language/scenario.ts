import * as z from 'zod/mini'
import { forces, itemTimes } from './rulebook.ts'
import {
  address,
  camelName,
  day,
  dayAsWritten,
  described,
  document,
  inContext,
  kebabName,
  naming,
  object,
  optional,
  text,
  words,
} from './shape.ts'

const requirementStatus = described(words(['met', 'unmet', 'unknown', 'absent']), 'The status expected, or “absent”.')
const itemStatus = described(words(['applies', 'possible', 'absent']), 'The status expected, or “absent”.')
const factValue = z.union([z.boolean(), z.number(), z.string(), z.null()])

const deadlineExpectation = z.union([
  z.nullable(day),
  described(words(['absent']), 'No deadline of this action.'),
  object({
    status: itemStatus,
    date: optional(z.nullable(day)),
    role: optional(naming('party', kebabName), 'Of several deadlines of this action, that of this party.'),
    basis: optional(text, 'How the day is counted, in the words of the decision.'),
  }),
])

const expectation = object({
  answer: optional(z.nullable(kebabName)),
  status: optional(words(['determined', 'undetermined'])),
  possibleAnswers: optional(z.array(kebabName)),
  requirements: optional(
    z.record(
      kebabName,
      z.union([
        requirementStatus,
        object({
          status: requirementStatus,
          force: optional(naming('force', words(forces))),
          applies: optional(words(['yes', 'unknown'])),
        }),
      ]),
    ),
  ),
  lists: optional(
    z.record(
      kebabName,
      z.record(
        kebabName,
        z.union([
          itemStatus,
          object({
            status: itemStatus,
            force: optional(naming('force', words(forces))),
            verb: optional(kebabName),
            when: optional(words(itemTimes)),
          }),
        ]),
      ),
    ),
  ),
  deadlines: optional(z.record(naming('deadline', kebabName), deadlineExpectation)),
  missing: optional(z.array(naming('fact', camelName))),
  readings: optional(z.array(naming('reading', kebabName))),
  cautions: optional(z.array(kebabName)),
  notWeighed: optional(z.array(kebabName), 'Texts that bear and were not weighed; others may be there too.'),
  issues: optional(z.array(kebabName), 'For a request that is refused: the codes of its issues.'),
})

/** What a case asks, and what must be answered. */
export const askedAndExpected = {
  decision: naming('decision', kebabName),
  asOf: dayAsWritten,
  facts: inContext('givenFacts', z.record(camelName, factValue)),
  expect: expectation,
}

/** A case worked by a person: what is known, and what must be answered. Only what `expect` names is compared. */
export const scenario = inContext(
  'asked',
  object({
    name: described(text, 'Plain words that a policy officer would use.'),
    ...askedAndExpected,
    tests: optional(z.array(text), 'The traps or the differences of the guidance that this case guards.'),
  }),
)
/** See `scenario`. */
export type Scenario = z.infer<typeof scenario>

/** A file of scenarios. */
export const scenariosDocument = document({ scenarios: z.array(scenario) })
/** A file of one scenario. */
export const scenarioDocument = inContext('asked', z.extend(scenario, { $schema: optional(z.string()) }))

/** Where published cases come from. */
const caseKinds = ['ombudsman', 'procedure', 'helpline', 'faq', 'forum'] as const

const ask = inContext(
  'asked',
  object({
    ...askedAndExpected,
    authority: described(naming('authority', kebabName), 'Whose rules are asked.'),
    why: described(text, 'The provision or text that makes it right, and how far it was seen.'),
  }),
)

const publishedCase = object({
  id: kebabName,
  address: described(address, 'Where it was found.'),
  kind: words(caseKinds),
  about: described(text, 'The situation in neutral words: no name of a person, a school or a street.'),
  asks: z.array(ask),
  cannotBeExpressed: optional(text, 'What nobody can ask these rules of it, and which text would answer.'),
})

/** Cases that somebody published, with what the law answers: scenarios that nobody chose for these rules. */
export const casesDocument = document({ cases: z.array(publishedCase) })
