import type { Issue } from '@virtual-school/rules'
import { referenceIssues } from '../intake/references.ts'
import type { By } from '../keeping/by.ts'
import type { Records } from '../records.ts'

const actorRequired: Issue = {
  code: 'actor-required',
  pointer: '/actor',
  message:
    'Say which person asks: over HTTP the header X-Actor, on the command line --actor, with your own reference for that person, such as a staff number. It goes into the record of who has seen what.',
}

/** Why a reader is shown nothing: no person is named though one has to be, or the reference of the person cannot be used. */
export const readerIssues = ({ policy }: Pick<Records, 'policy'>, { actor }: By): readonly Issue[] =>
  actor === undefined && policy.requiresActor ? [actorRequired] : referenceIssues(actor, '/actor', 'actor')
