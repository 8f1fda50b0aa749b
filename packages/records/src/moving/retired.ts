import type { DataKeyRow } from '../keys/key-rows.ts'

/**
 * A data key on its way out stands under the name of its decision with this in front, which no decision has: so nothing new is
 * sealed under it, while what was can be opened until it is sealed again.
 */
const mark = 'retired:'

export const retiredName = (decision: string): string => `${mark}${decision}`
export const isRetired = ({ decision }: Pick<DataKeyRow, 'decision'>): boolean => decision.startsWith(mark)
/** The decision that a retired key is of. */
export const decisionOfRetired = (name: string): string => name.slice(mark.length)
/** What SQL’s LIKE takes for the names of retired keys. */
export const retiredPattern = `${mark}%`
