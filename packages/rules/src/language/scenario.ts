import * as z from 'zod'
import { forces } from './rulebook.ts'
import { camelName, day, document, kebabName, object, text, words } from './shape.ts'

const requirementStatus = words(['met', 'unmet', 'unknown', 'absent']).describe('The status expected, or “absent”.')
const itemStatus = words(['applies', 'possible', 'absent']).describe('The status expected, or “absent”.')
const factValue = z.union([z.boolean(), z.number(), z.string(), z.null()])

const expectation = object({
  answer: kebabName.nullable().optional(),
  status: words(['determined', 'undetermined']).optional(),
  possibleAnswers: z.array(kebabName).optional(),
  requirements: z
    .record(
      kebabName,
      z.union([
        requirementStatus,
        object({
          status: requirementStatus,
          force: words(forces).optional(),
          applies: words(['yes', 'unknown']).optional(),
        }),
      ]),
    )
    .optional(),
  lists: z
    .record(
      kebabName,
      z.record(
        kebabName,
        z.union([
          itemStatus,
          object({ status: itemStatus, force: words(forces).optional(), verb: kebabName.optional() }),
        ]),
      ),
    )
    .optional(),
  deadlines: z.record(kebabName, day.nullable()).optional(),
  missing: z.array(camelName).optional(),
  readings: z.array(kebabName).optional(),
  cautions: z.array(kebabName).optional(),
  issues: z.array(kebabName).optional().describe('For a request that is refused: the codes of its issues.'),
})

/** A case worked by a person: what is known, and what must be answered. Only what `expect` names is compared. */
export const scenario = object({
  name: text.describe('Plain words that a policy officer would use.'),
  decision: kebabName,
  asOf: day,
  facts: z.record(camelName, factValue),
  expect: expectation,
  tests: z.array(text).optional().describe('The traps or the differences of the guidance that this case guards.'),
})
export type Scenario = z.infer<typeof scenario>

export const scenariosDocument = document({ scenarios: z.array(scenario) })
export const scenarioDocument = scenario.extend({ $schema: z.string().optional() })
