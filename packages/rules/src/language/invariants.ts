import * as z from 'zod/mini'
import { citation } from './citation.ts'
import { condition } from './condition.ts'
import {
  camelName,
  complaint,
  dayOrMonth,
  described,
  document,
  inContext,
  kebabName,
  naming,
  object,
  oneOfForms,
  optional,
  text,
  words,
} from './shape.ts'

/** What a case comes to, as an invariant speaks of it: an answer, a requirement that applies, an item of a list or a deadline. */
export type Outcome =
  | { readonly answer: string }
  | { readonly requirement: string; readonly status?: RequirementStatus | undefined }
  | { readonly list: string; readonly item: string; readonly verb?: string | undefined }
  | { readonly deadline: string }

/** What can be so of a requirement that applies. */
export const requirementStatuses = ['met', 'unmet', 'unknown'] as const
/** A member of `requirementStatuses`. */
export type RequirementStatus = (typeof requirementStatuses)[number]

/** Each head of an outcome, and what may or must stand beside it. */
const outcomeForms: Readonly<Record<string, { needs: readonly string[]; may: readonly string[] }>> = {
  answer: { needs: [], may: [] },
  requirement: { needs: [], may: ['status'] },
  list: { needs: ['item'], may: ['verb'] },
  deadline: { needs: [], may: [] },
}
const outcomeHeads = Object.keys(outcomeForms)

const outcomeMembers = object({
  answer: optional(kebabName, 'This is the answer, and it is determined.'),
  requirement: optional(kebabName, 'This requirement applies.'),
  status: optional(words(requirementStatuses), 'With a requirement: and its status is this.'),
  list: optional(kebabName, 'An item of this list applies.'),
  item: optional(kebabName, 'Which item.'),
  verb: optional(kebabName, 'With an item that is a party: and this is what it does.'),
  deadline: optional(naming('deadline', kebabName), 'This deadline applies.'),
}).check(
  z.superRefine((found, context) => {
    const said = outcomeProblem(found)
    if (said !== undefined)
      context.addIssue({ code: 'custom', message: complaint({ code: 'malformed', message: said }), input: found })
  }),
)

const outcomeProblem = (found: Readonly<Record<string, unknown>>): string | undefined => {
  const members = Object.keys(found).filter(member => found[member] !== undefined)
  const present = members.filter(member => outcomeHeads.includes(member))
  const [head = ''] = present
  const form = outcomeForms[head]
  if (form === undefined || present.length !== 1)
    return `An outcome has exactly one of ${outcomeHeads.join(', ')}; this one has ${present.join(' and ') || 'none'}.`
  const absent = form.needs.find(member => !members.includes(member))
  if (absent !== undefined) return `An outcome with “${head}” needs “${absent}”.`
  const beside = members.find(member => member !== head && ![...form.needs, ...form.may].includes(member))
  return beside === undefined ? undefined : `“${beside}” does not belong beside “${head}”.`
}

/** The schema checks the form above, so what it lets through is an `Outcome`. */
export const outcome = inContext('outcome', outcomeMembers) as unknown as z.ZodMiniType<Outcome>

const atLeastOne = <T extends z.ZodMiniType>(member: T) => z.array(member).check(z.minLength(1))

const common = {
  id: described(kebabName, 'Its own name, by which a proof is reported.'),
  title: described(text, 'One plain sentence: what can never, or must always, be so.'),
  citations: described(atLeastOne(citation), 'Where the law or guidance says so.'),
  note: optional(text, 'Why it is read this way, and what it leaves out.'),
  from: optional(dayOrMonth, 'First day, or the month that holds it, on which it must hold. Absent: since ever.'),
  to: optional(dayOrMonth, 'Last day on which it must hold. Absent: to this day.'),
}

const requirementWhile = object({
  requirement: described(kebabName, 'The id of a requirement that applies, or “any”.'),
  status: described(atLeastOne(words(requirementStatuses)), 'Its status is one of these.'),
})

const statement = inContext(
  'statement',
  object({
    ...common,
    kind: words(['never', 'always']),
    decision: naming('decision', kebabName),
    authority: optional(naming('authority', kebabName), 'For this authority alone. Absent: for every authority.'),
    when: described(condition, 'Wherever this is true …'),
    unless: optional(condition, '… and this is not true: false, or unknown …'),
    while: optional(requirementWhile, '… and this requirement stands so …'),
    outcome: described(outcome, '… this never, or always, comes of it.'),
  }),
)

const permitDecisions = optional(
  atLeastOne(naming('decision', kebabName)),
  'For these permit decisions. Absent: for every one.',
)

const neverMorePermissive = object({
  ...common,
  kind: words(['never-more-permissive']),
  than: described(naming('authority', kebabName), 'No authority ever permits more than this one.'),
  decisions: permitDecisions,
})

const learningLess = object({
  ...common,
  kind: words(['learning-less-never-permits-more']),
  decisions: permitDecisions,
})

const irrelevant = object({
  ...common,
  kind: words(['irrelevant']),
  facts: described(atLeastOne(naming('testedFact', camelName)), 'Facts on which no answer may depend …'),
  irrelevantTo: described(atLeastOne(naming('decision', kebabName)), '… of these decisions, by any authority.'),
})

const agreement = object({
  ...common,
  kind: words(['agree']),
  agreeing: described(
    z.array(naming('decision', kebabName)).check(z.minLength(2)),
    'The first is about an action. Of the same child, day and action the others list the same items and deadlines, as far as they have the same lists; and what must come before never stands beside an answer that nothing restricts.',
  ),
})

const unheldLaw = object({
  ...common,
  kind: words(['unheld-law-keeps-open']),
  decisions: optional(atLeastOne(naming('decision', kebabName)), 'For these decisions. Absent: for every one.'),
})

/** What no edit of the rules may ever change, with where the law or guidance says so. It is proved, never evaluated. */
export const invariant = z.discriminatedUnion(
  'kind',
  [statement, neverMorePermissive, learningLess, irrelevant, agreement, unheldLaw],
  oneOfForms('kind', [
    'never',
    'always',
    'never-more-permissive',
    'learning-less-never-permits-more',
    'irrelevant',
    'agree',
    'unheld-law-keeps-open',
  ]),
)
/** See `invariant`. */
export type InvariantDocument = z.infer<typeof invariant>

/** `invariants.json`. */
export const invariantsDocument = document({ invariants: z.array(invariant) })
