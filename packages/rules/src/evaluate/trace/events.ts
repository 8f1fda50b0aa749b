import type { Scalar } from '../../language/values.ts'
import type { TraceRule } from '../decision.ts'

/** One thing that follows from a rule in a trace. */
export interface TraceEvent {
  readonly type: string
  readonly params: Readonly<Record<string, Scalar>>
}

/** What follows from a rule in a trace, one by one. */
export const listTraceEvents = ({ event }: TraceRule): readonly TraceEvent[] => {
  const { outcomes } = event.params
  if (!Array.isArray(outcomes)) return [event as TraceEvent]
  return (outcomes as readonly Readonly<Record<string, Scalar>>[]).map(({ type, ...params }) => ({
    type: String(type),
    params,
  }))
}
