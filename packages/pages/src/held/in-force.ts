import type { Rule } from '@virtual-school/rules'

/** Whether an edition is in force on a day. */
export const isInForceOn = ({ firstDay, lastDay }: Pick<Rule, 'firstDay' | 'lastDay'>, day: string): boolean =>
  firstDay !== null && firstDay <= day && (lastDay === null || lastDay >= day)

/** Of the editions of a rule that which is in force on a day, else the latest. */
export const editionOn = (editions: readonly Rule[], day: string): Rule =>
  editions.find(one => isInForceOn(one, day)) ?? editions.at(-1)!
