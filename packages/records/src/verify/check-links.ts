import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import { isBound, isTagged } from '../crypto/links.ts'
import type { Erasures } from './erasures.ts'
import { type Faults, pickSubject } from './fault.ts'
import type { ExaminedRecord } from './resealed.ts'
import { everyPage, isFull, type LogSource, type Stored } from './source.ts'

type StoredLink = Awaited<ReturnType<LogSource['subjectsOf']>>[number]

const readLink = ({ lookup, ...row }: StoredLink & { lookup: Uint8Array; subject: string; realm: string }) => ({
  ...row,
  bound: row.bound ?? null,
  lookup: Buffer.from(lookup).toString('hex'),
})

const isLink = (row: StoredLink): row is Stored<StoredLink> & { lookup: Uint8Array; subject: string; realm: string } =>
  isFull({ subject: row.subject, lookup: row.lookup, realm: row.realm })

/**
 * Every reference has to lead to a subject that there is, and if the deployment’s keys are known: to the one that it was bound to.
 */
export const checkSubjects = async (
  source: Pick<LogSource, 'subjects' | 'namedSubjects'>,
  keys: Pick<DeploymentKeys, 'binding'> | undefined,
  faults: Faults,
): Promise<void> => {
  for await (const page of everyPage(source.subjects, { by: 'subject', limit: 500, faults })) {
    const whole = page.filter(isLink)
    for (const _ of page.slice(whole.length)) faults.add('unreadable', 'The row of a reference cannot be read.')
    const named = new Set(await source.namedSubjects(whole.map(one => one.subject)))
    for (const row of whole) {
      if (!named.has(row.subject))
        faults.add(
          'subject',
          `The row of a reference names a subject, ${row.subject}, that no record and no data key has.`,
          undefined,
          pickSubject(row.subject),
        )
      if (keys !== undefined && !isBound(keys, readLink(row)))
        faults.add(
          'subject',
          `The reference that leads to the subject ${row.subject} was changed: it may be another child’s.`,
          undefined,
          pickSubject(row.subject),
        )
    }
  }
}

/** Holds the decisions of a page, which were opened, to the references that lead to their subjects now. How many of those that one leads to bear no tag. */
export const checkTags = (
  looked: readonly ExaminedRecord[],
  links: readonly StoredLink[],
  { keys, erasures, faults }: { keys: Pick<DeploymentKeys, 'binding'>; erasures: Erasures; faults: Faults },
): number => {
  const bySubject = new Map(links.filter(isLink).map(row => [row.subject, readLink(row)]))
  let untagged = 0
  for (const { envelope, owner, opened, place } of looked) {
    if (opened.state !== 'decision') continue
    const link = bySubject.get(owner ?? '')
    if (opened.tag === undefined) untagged += link === undefined ? 0 : 1
    else if (link === undefined) {
      if (!erasures.covers(place))
        faults.add('subject', `The reference that led to its subject ${owner} is gone.`, envelope.seq)
    } else if (!isTagged(keys, link, opened.tag))
      faults.add(
        'subject',
        `It was kept under another reference than the one that leads to its subject ${owner} now.`,
        envelope.seq,
      )
  }
  return untagged
}
