import { accepted } from '@virtual-school/rules/internal'
import { selectKeys } from '../append/data-keys.ts'
import type { Records } from '../append/records.ts'
import { checkLink, chooseRow, type LookupRequest, lookUpReference, type SubjectRow } from '../crypto/links.ts'
import { pipeline } from '../database/pipeline.ts'
import type { Checked } from '../model/checked.ts'
import { defaultRealm } from '../model/names.ts'
import { hasDecisionsIn } from './decisions.ts'

/** The ways in which people write one reference: in small letters, in capitals, and with the first letter the other way. */
const listOtherCases = (reference: string): readonly string[] => {
  const [small, capitals] = [reference.toLowerCase(), reference.toUpperCase()]
  const firstLetter = (rest: string, first: string): string => first.slice(0, 1) + rest.slice(1)
  const ways = [
    small,
    capitals,
    ...[small, capitals, reference].flatMap(rest => [firstLetter(rest, small), firstLetter(rest, capitals)]),
  ]
  return [...new Set(ways)].filter(way => way !== reference)
}

/**
 * The same reference in other letter case by which something is kept, if there is one: `Case-1` and `case-1` are two children.
 * `isKept` says whether something is, to the caller who asks; nothing else is looked at, so no other realm shows through.
 */
export const findOtherCase = async (
  reference: string,
  isKept: (reference: string) => Promise<boolean>,
): Promise<string | undefined> => {
  for (const way of listOtherCases(reference)) if (await isKept(way)) return way
  return undefined
}

type Looking = Pick<Records, 'database' | 'keys'>

const selectRows = async (
  { database: { db } }: Looking,
  { lookups }: LookupRequest,
): Promise<readonly SubjectRow[]> => {
  const [held] = await pipeline(db, selectKeys(db, { lookups: [...lookups], subjects: [], keys: [] }))
  return held.subjects
}

/** The row under which something new of this reference is kept; undefined: there is none yet. */
export const findSubjectRow = async (
  records: Looking,
  realm: string | undefined,
  subjectRef: string,
): Promise<SubjectRow | undefined> => {
  const request = lookUpReference(records.keys, realm, subjectRef)
  return chooseRow(await selectRows(records, request), request)
}

/**
 * The rows of a reference that lead to children of a realm: its own, and one that stayed in `default` when a client’s records were
 * given to the realm, since another client sent the same reference. None: nothing is kept, or it was erased. Issue at
 * `/subjectRef` (`not-proved`) if one was changed, so that it may lead to another child.
 */
export const findSubjectRows = async (
  records: Looking,
  realm: string | undefined,
  subjectRef: string,
): Promise<Checked<readonly SubjectRow[]>> => {
  const request = lookUpReference(records.keys, realm, subjectRef)
  const found: SubjectRow[] = []
  for (const row of await selectRows(records, request)) {
    const link = checkLink(records.keys, row, '/subjectRef')
    if (!link.ok) return link
    const child = { subject: row.subject, realm: request.realm }
    const isOwn = row.realm === request.realm
    if (isOwn || (row.realm === defaultRealm && (await hasDecisionsIn(records.database.db, child)))) found.push(row)
  }
  return accepted(found)
}
