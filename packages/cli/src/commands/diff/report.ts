import type { CaseTally, RulesDifference } from '@virtual-school/verify'
import type { ComparedSide } from './side.ts'

/** All that is said of two versions of the rules. */
export interface Report {
  readonly old: ComparedSide
  readonly now: ComparedSide
  readonly difference: RulesDifference
  readonly cases: CaseTally | undefined
}

/** The same as data. */
export const reportJson = ({ old, now, difference, cases }: Report) => ({
  old: sideJson(old),
  new: sideJson(now),
  ...difference,
  cases: cases ?? null,
})

const sideJson = ({ rules, origin }: ComparedSide) => ({ version: rules.version, digest: rules.digest, origin })
