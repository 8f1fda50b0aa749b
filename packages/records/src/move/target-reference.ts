import type { Records } from '../append/records.ts'
import { selectDecisions } from '../find/decisions.ts'
import type { DecisionHandle } from '../find/record.ts'
import { findOtherCase, findSubjectRows } from '../find/references.ts'

/** What is kept by the reference that a decision is to be moved to. */
export interface TargetReference {
  /** How many decisions it has in the realm of the one to be moved; null: nobody has it there. */
  readonly already: number | null
  /** If nobody has it: the same in other letter case, which somebody has. */
  readonly suggestion?: string
}

/** What is known of the reference to which a decision is to be moved. */
export const describeTarget = async (
  records: Pick<Records, 'database' | 'keys'>,
  { realm, subject: from }: DecisionHandle,
  subjectRef: string,
): Promise<TargetReference> => {
  const known = async (reference: string) => {
    const rows = await findSubjectRows(records, realm, reference)
    return rows.ok ? rows.value.map(row => row.subject) : []
  }
  const subjects = await known(subjectRef)
  if (subjects.length === 0) {
    const suggestion = await findOtherCase(subjectRef, async way => (await known(way)).length > 0)
    return { already: null, ...(suggestion === undefined ? {} : { suggestion }) }
  }
  let already = 0
  // Before a split is settled one number may stand for two children: what moves away from it is not there already.
  for (const subject of subjects.filter(one => one !== from))
    already += (await selectDecisions(records, { subject, realm })).length
  return { already }
}
