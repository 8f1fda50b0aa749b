import type { Tools } from '../html/route.ts'
import type { AskState } from './state.ts'

/** The other questions, each with what can be said by what is known already. */
export const otherQuestions = ({ service }: Tools, { decision }: AskState) =>
  service.rules.decisions.filter(({ id }) => id !== decision).map(({ id, question }) => ({ id, question }))
