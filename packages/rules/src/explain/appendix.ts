import type { TraceCondition } from '../evaluate/decision.ts'
import { capital, stop } from '../kernel/words.ts'
import { yesOrNo } from '../wording/words.ts'
import { findClauses, type TraceTest } from './clauses.ts'
import type { Context } from './context.ts'
import type { Entry, Section } from './layout.ts'
import { chooseClause } from './reasons.ts'
import { sourceEntry } from './rule-entries.ts'

/** For the auditor: every definition that the question refers to, with each of its conditions as it came out; a single one in the definition’s own words is not said again. */
export const definitionsSection = (context: Context): Section => ({
  heading: 'Appendix: How each definition came out',
  entries: Object.entries(context.trace?.definitions ?? {}).map(([name, definition]) => {
    const entry = testEntry(context, { condition: name, truth: definition.truth })
    const body = conditionEntry(context, definition.conditions)
    const said = body.lead === entry.lead && body.text === entry.text ? [] : [body]
    return { ...entry, under: [...said, ...listSources(context, name, definition.statement)] }
  }),
})

/** The trace does not hold what a definition cites; the rules at hand do, while they still mean the same by its name. */
const listSources = (context: Context, name: string, statement: string): readonly Entry[] => {
  const known = context.rulebook.authorities.get(context.decision.authority)?.definitions.get(name)
  return known?.statement === statement ? known.citations.map(citation => sourceEntry(context, citation)) : []
}

/** A condition as its author nested it; a group of one is its member. */
const conditionEntry = (context: Context, at: TraceCondition): Entry => {
  if ('not' in at) return negationEntry(context, at.not)
  if (!('all' in at) && !('any' in at)) return testEntry(context, at)
  const members = 'all' in at ? at.all : at.any
  const [only] = members
  if (only !== undefined && members.length === 1) return conditionEntry(context, only)
  if (only === undefined) return { text: 'Nothing is asked.' }
  return groupEntry(context, 'all' in at ? 'All of these are needed' : 'One of these is enough', at.truth, members)
}

/** The contrary of a test or of a group, in words of its own: a negated test that comes out false is one that holds. */
const negationEntry = (context: Context, inner: TraceCondition): Entry => {
  if ('not' in inner) return conditionEntry(context, inner.not)
  if (!('all' in inner) && !('any' in inner)) return testEntry(context, inner, true)
  const isAll = 'all' in inner
  const heading = isAll ? 'Not all of these may be so' : 'None of these may be so'
  return groupEntry(context, heading, contrary[inner.truth], isAll ? inner.all : inner.any)
}

const contrary = { true: 'false', false: 'true', unknown: 'unknown' } as const

const groupEntry = (
  context: Context,
  heading: string,
  truth: TraceCondition['truth'],
  members: readonly TraceCondition[],
): Entry => ({
  lead: heading,
  text: stop(yesOrNo[truth]),
  under: members.map(member => conditionEntry(context, member)),
})

/** Whether the test holds, and what is so; of one that is unknown, what would have to be so. */
const testEntry = (context: Context, test: TraceTest, isNegated = false): Entry => {
  const { holds, fails } = findClauses(context, test)
  const truth = isNegated ? contrary[test.truth] : test.truth
  const clause = test.truth === 'unknown' ? `whether ${isNegated ? fails : holds}` : chooseClause(context, test)
  return { lead: capital(yesOrNo[truth]), text: stop(`${clause}${readingNote(context, test.reading)}`) }
}

const readingNote = ({ rulebook, decision }: Context, id: string | undefined): string => {
  if (id === undefined) return ''
  return ` (as it is read; see “${rulebook.authorities.get(decision.authority)?.readings.get(id)?.title ?? id}”)`
}
