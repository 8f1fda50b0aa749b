import { dayNumberOf } from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'

/** The day whose law applies, as the query has it. */
export interface DayAsked {
  /** How many days it lies after 1 January 1970. */
  readonly number: SqlTerm
  /** As a number like 20261122. */
  readonly digits: SqlTerm
}

/** A day, or `today`, the engine’s own day in England. */
export const dayAsked = ({ call, number }: TermMaker, asOf: string): DayAsked =>
  asOf === 'today'
    ? { number: call('dayNumber', call('today')), digits: call('dayDigits', call('today')) }
    : { number: number(dayNumberOf(asOf)), digits: number(Number(asOf.replaceAll('-', ''))) }
