import { accepted } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import { isTagged } from '../crypto/links.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { openEach } from '../unseal/open.ts'
import { selectDecisionsAfter } from './decisions.ts'
import type { FoundSubject } from './subject.ts'

const atOnce = 200

/** What is known of the link between a reference and the decisions of its child. */
interface LinkChecked {
  /** Decisions that a reference leads to and that bear no tag, since they were kept before there were any: for these the link rests on the keys alone. */
  readonly untagged: number
}

/**
 * Holds every decision of a child to the reference that leads to it: each was sealed with a tag of the two. Issue (`not-proved`) if
 * one was sealed with another, so that the row was made to lead to a child that it is not.
 */
export const checkTags = async (
  records: Pick<Records, 'database' | 'keys'>,
  { subject, link }: FoundSubject,
): Promise<Checked<LinkChecked>> => {
  let untagged = 0
  for (let after = -1; ; ) {
    const rows = await selectDecisionsAfter(records, subject, after, atOnce)
    for (const opened of await openEach(records, rows)) {
      if (opened.state !== 'decision') continue
      const { tag, envelope } = opened
      if (tag === undefined) untagged += link === undefined ? 0 : 1
      else if (link === undefined || !isTagged(records.keys, link, tag))
        return refusal('not-proved', '', renderOtherReference(subject, envelope.seq))
    }
    if (rows.length < atOnce) return accepted({ untagged })
    after = rows.at(-1)!.seq
  }
}

const renderOtherReference = (subject: string, seq: number): string =>
  `Record ${seq} was kept under another reference than the one that leads to its child ${subject} now: the keys were changed. Nothing was done. “virtual-school records verify” says more.`
