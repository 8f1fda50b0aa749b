import type { Trace, TraceCondition } from '../evaluate/decision.ts'
import { type Clauses, leafClauses } from '../wording/clauses.ts'
import type { Context } from './context.ts'

/** A part of a traced condition that has no parts: a test of a fact, or the name of a definition. */
export type TraceTest = Extract<TraceCondition, { readonly fact: string } | { readonly condition: string }>

/** The words of a test: a definition’s own, or those that the vocabulary has for the fact and its values. */
export const findClauses = (context: Context, test: TraceTest): Clauses =>
  'condition' in test ? definitionClauses(context, test.condition) : leafClauses(context.rulebook, test)

/** `otherwise` is used only while the rules at hand still mean by the name what the trace says it meant. */
const definitionClauses = ({ rulebook, decision, trace }: Context, name: string): Clauses => {
  const known = rulebook.authorities.get(decision.authority)?.definitions.get(name)
  const statement = definitionIn(trace, name)?.statement ?? known?.statement ?? name
  const fails = known?.statement === statement ? known.otherwise : `it is not so that ${statement}`
  return { holds: statement, fails, asks: statement }
}

const definitionIn = (trace: Trace | null, name: string) =>
  trace !== null && Object.hasOwn(trace.definitions, name) ? trace.definitions[name] : undefined
