import * as z from 'zod'
import { condition } from './condition.ts'
import { document, kebabName, object, text, words } from './shape.ts'

const answer = object({
  id: kebabName,
  summary: text.describe('A clause that says the answer: “a reduced timetable may go ahead”.'),
})

const requirement = object({
  id: kebabName,
  title: text.describe('A clause that is true when it is met: “the parent agrees”.'),
  test: condition.describe('What must hold. It stands once, here, for every rule that requires it.'),
})

export const forms = ['permit', 'collect', 'classify'] as const

export const decision = object({
  id: kebabName,
  question: text,
  form: words(forms),
  answers: z
    .array(answer)
    .min(2)
    .max(8)
    .describe('In order. For classify the last is the answer where no other holds.'),
  unknownSummary: text.describe(
    'A clause that follows “It cannot yet be said”: “whether a reduced timetable may go ahead”.',
  ),
  collects: kebabName.optional().describe('For collect: the list whose items make the first answer.'),
  requirements: z.array(requirement).default([]).describe('For permit: its catalogue of requirements.'),
  lists: z.array(kebabName).default([]).describe('Every list that the decision carries.'),
})

const list = object({
  id: kebabName,
  title: text,
  items: z.array(object({ id: kebabName, title: text })).min(1),
  verbs: z
    .array(object({ id: kebabName, title: text }))
    .default([])
    .describe('Where an item is a party: what it does.'),
})

const deadline = object({ id: kebabName, title: text })

export const decisionsDocument = document({
  decisions: z.array(decision),
  lists: z.array(list),
  deadlines: z.array(deadline),
})
export type DecisionsDocument = z.infer<typeof decisionsDocument>
export type DecisionDefinition = z.infer<typeof decision>
