import * as z from 'zod/mini'
import { condition } from './condition.ts'
import { formNames } from './forms/forms.ts'
import {
  dayOrMonth,
  described,
  document,
  kebabName,
  listOrNone,
  naming,
  object,
  optional,
  text,
  words,
} from './shape.ts'

const answer = object({
  id: kebabName,
  summary: described(text, 'A clause that says the answer: “a reduced timetable may go ahead”.'),
  restsOnAbsence: optional(
    z.literal(true),
    'It is given because nothing that is held says otherwise, so a law that is not held could overturn it.',
  ),
})

const requirement = object({
  id: kebabName,
  title: described(text, 'A clause that is true when it is met: “the parent agrees”.'),
  test: described(condition, 'What must hold. It stands once, here, for every rule that requires it.'),
})

/** What is asked, and the answers that it can have. */
export const decision = object({
  id: kebabName,
  question: text,
  form: words(formNames),
  answers: described(
    z.array(answer).check(z.minLength(2), z.maxLength(8)),
    'In order. For classify the last is the answer if no other holds.',
  ),
  unknownSummary: described(
    text,
    'A clause that follows “It cannot yet be said”: “whether a reduced timetable may go ahead”.',
  ),
  collects: optional(naming('list', kebabName), 'For collect: the list whose items make the first answer.'),
  requirements: described(listOrNone(requirement), 'For permit: its catalogue of requirements.'),
  lists: described(listOrNone(naming('list', kebabName)), 'Every list that the decision carries.'),
  completeFrom: optional(
    object({
      day: dayOrMonth,
      texts: described(
        z.array(naming('source', kebabName)).check(z.minLength(1)),
        'The sources that make it complete from then on.',
      ),
      note: optional(text),
    }),
    'The first day for which all law that could answer is held. Before it, no answer that rests on absence is determined.',
  ),
  proposes: optional(
    z.array(naming('proposal', kebabName)).check(z.minLength(1)),
    'The values of `proposedAction` that the question is about: another is refused, and an only one is taken as given.',
  ),
})

const list = object({
  id: kebabName,
  title: text,
  items: z.array(object({ id: kebabName, title: text })).check(z.minLength(1)),
  verbs: described(listOrNone(object({ id: kebabName, title: text })), 'If an item is a party: what it does.'),
})

const deadline = object({ id: kebabName, title: text })

/** `decisions.json`. */
export const decisionsDocument = document({
  decisions: z.array(decision),
  lists: z.array(list),
  deadlines: z.array(deadline),
})
/** See `decisionsDocument`. */
export type DecisionsDocument = z.infer<typeof decisionsDocument>
/** See `decision`. */
export type DecisionDefinition = z.infer<typeof decision>
