import type { Issue } from '@virtual-school/rules'
import type { Reader } from '../keeping/by.ts'
import { subjectRow } from '../keys/subject-row.ts'
import type { Records } from '../records.ts'
import { decisionOf, type KeptDecision, recordOf } from './decision-of.ts'
import type { EventRequest } from './schema.ts'

const issue = (code: Issue['code'], message: string): readonly Issue[] => [{ code, pointer: '/replacedBy', message }]

/** What stands in the place of a decision that was recorded in error has to be another decision, of the same child and realm. */
export const replacementIssues = async (
  records: Pick<Records, 'database'>,
  { row, subject, realm }: KeptDecision,
  event: EventRequest,
  by: Reader,
): Promise<readonly Issue[]> => {
  if (event.type !== 'corrected' || event.replacedBy === undefined) return []
  if (event.replacedBy === row.id) return issue('not-allowed-here', 'A decision cannot stand in its own place.')
  const found = await recordOf(records, event.replacedBy, by)
  if (!found.ok) return issue('unknown-name', 'There is no decision of this id.')
  if (found.value.type !== 'evaluated')
    return issue('not-allowed-here', 'This is the id of an event. Give that of a decision.')
  const other = await decisionOf(records, event.replacedBy, by)
  if (!other.ok) return issue('not-allowed-here', 'The contents of that decision were erased.')
  if (other.value.realm !== realm)
    return issue(
      'not-allowed-here',
      `That decision is of the realm ${other.value.realm}, and this one of the realm ${realm}.`,
    )
  return (await areTwoChildren(records, subject, other.value.subject))
    ? issue(
        'not-allowed-here',
        'That decision is about another child. If one of the two was sent under the wrong reference, “virtual-school records move” moves it.',
      )
    : []
}

/** A decision that came without a reference has a number of its own, so that nobody can say whom it is about. */
const areTwoChildren = async ({ database }: Pick<Records, 'database'>, one: string, other: string): Promise<boolean> =>
  one !== other &&
  (await subjectRow(database.db, one)) !== undefined &&
  (await subjectRow(database.db, other)) !== undefined
