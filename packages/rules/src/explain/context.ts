import type { Rulebook } from '../compile/rulebook.ts'
import type { Decision, Trace, TraceRule } from '../evaluate/decision.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { deadlineTitle, itemTitle, listTitle, verbPhrase } from '../wording/names.ts'

/**
 * A decision, and the rules in whose words it is explained. A decision may be older than the rules at hand, so nothing that it
 * names is taken to be in them: what the rules lack is called by its bare name.
 */
export interface Context {
  readonly rulebook: Rulebook
  readonly decision: Decision
  /** Read once: a decision makes its trace when it is first read. */
  readonly trace: Trace | null
  readonly definition: DecisionDefinition | undefined
}

/** The rules in view of one decision. */
export const createContext = (rulebook: Rulebook, decision: Decision): Context => ({
  rulebook,
  decision,
  trace: decision.trace,
  definition: rulebook.decisions.get(decision.decision),
})

/** The clause that says an answer: “a reduced timetable may go ahead”. */
export const answerClause = ({ definition }: Context, answer: string): string =>
  definition?.answers.find(one => one.id === answer)?.summary ?? `the answer is ${answer}`

/** The editions in the trace that stand behind a name in a `because`: those that hold; if none does, those that may. */
export const editionsBehind = ({ trace }: Context, name: string): readonly TraceRule[] => {
  const editions = (trace?.rules ?? []).filter(rule => rule.name === name)
  const holding = editions.filter(rule => rule.truth === 'true')
  return holding.length > 0 ? holding : editions.filter(rule => rule.truth === 'unknown')
}

/** The titles of the editions behind a name; if none holds or may, of those in force on the day, or of all. Without a trace as `titleOfRule`. */
export const titlesOfRule = (context: Context, name: string): readonly string[] => {
  const editions = (context.trace?.rules ?? []).filter(rule => rule.name === name)
  const inForce = editions.filter(rule => rule.conditions !== undefined)
  const meant = [editionsBehind(context, name), inForce, editions].find(some => some.length > 0)
  return meant === undefined ? [titleOfRule(context, name)] : [...new Set(meant.map(rule => rule.title))]
}

/** The title of the rule of that name; its bare name if its editions differ and the trace does not say which is meant. */
export const titleOfRule = (context: Context, name: string): string => {
  const { rulebook, decision, trace } = context
  const behind = editionsBehind(context, name)
  const known = behind.length > 0 ? behind : (trace?.rules ?? rulebook.authorities.get(decision.authority)?.rules ?? [])
  const titles = new Set(known.filter(rule => rule.name === name).map(rule => rule.title))
  const [only] = titles
  return titles.size === 1 && only !== undefined ? only : name
}

const requirementTitle = ({ definition, decision }: Context, id: string): string =>
  (decision.requirements.find(one => one.id === id) ?? definition?.requirements.find(one => one.id === id))?.title ?? id

/** A member of a reading’s `changes`, in words: `requirements/end-date` → “the requirement “an end date is set””. */
export const changeInWords = (context: Context, change: string): string => {
  const [kind, ...rest] = change.split('/')
  const [first = '', second = '', verb] = rest
  if (kind === 'requirements') return `the requirement “${requirementTitle(context, first)}”`
  if (kind === 'lists')
    return `“${itemTitle(context, first, second)}”${verb === undefined ? '' : ` (${verbPhrase(context, first, verb)})`} under “${listTitle(context, first)}”`
  return kind === 'deadlines' ? `the deadline for “${deadlineTitle(context, first)}”` : `the ${change}`
}
