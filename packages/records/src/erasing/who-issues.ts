import type { Issue } from '@virtual-school/rules'
import { referenceIssues } from '../intake/references.ts'
import type { By } from '../keeping/by.ts'
import type { FourEyesAct } from '../policy.ts'
import type { Records } from '../records.ts'

const missing = (name: 'actor' | 'approver', message: string): readonly Issue[] => [
  { code: 'missing-member', pointer: `/${name}`, message: `“${name}” is required: ${message}` },
]

/** What is done to the records themselves has to show which person ordered it. */
export const whoIssues = ({ actor }: By): readonly Issue[] =>
  actor === undefined
    ? missing('actor', 'the reference of the person who ordered it.')
    : referenceIssues(actor, '/actor', 'actor')

const samePerson: Issue = {
  code: 'not-allowed-here',
  pointer: '/approver',
  message: '“approver” is the actor again. Two people have to be named: one who orders it, and another who approves.',
}

/** The second person: their reference, and that they are not the first. Case aside, since nobody tells two people apart by it. */
export const approverIssues = ({ actor }: By, approver: string | undefined): readonly Issue[] => {
  if (approver === undefined) return missing('approver', 'the reference of the second person, who approves.')
  const issues = referenceIssues(approver, '/approver', 'approver')
  return issues.length === 0 && approver.toLowerCase() === actor?.toLowerCase() ? [samePerson] : issues
}

const twoNeeded: Issue = {
  code: 'missing-member',
  pointer: '/approver',
  message:
    '“approver” is required: this takes two people here (FOUR_EYES). Name the second person, who approves, by their reference: --approver.',
}

/** The person who orders something and, if it takes two or a second was named, the second. */
export const twoIssues = (
  { policy }: Pick<Records, 'policy'>,
  act: FourEyesAct,
  by: By,
  approver: string | undefined,
): readonly Issue[] => {
  if (approver !== undefined) return [...whoIssues(by), ...approverIssues(by, approver)]
  return [...whoIssues(by), ...(policy.fourEyes.includes(act) ? [twoNeeded] : [])]
}
