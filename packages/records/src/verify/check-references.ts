import type { RecordRow } from '../database/schema.ts'
import { resolveRealm } from '../find/realms.ts'
import type { Split } from '../log/events.ts'
import type { Envelope } from '../model/envelope.ts'
import { defaultRealm } from '../model/names.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import type { Erasures } from './erasures.ts'
import type { Faults } from './fault.ts'
import type { ExaminedRecord, Later } from './resealed.ts'
import type { LogSource, Stored } from './source.ts'

/** What is known of a reference’s row, as far as it can be read. */
type Link = Awaited<ReturnType<LogSource['subjectsOf']>>[number]

interface ReferenceChecking {
  readonly source: Pick<LogSource, 'decisionsOf'>
  /** What the log says of clients whose records were given to a realm. */
  readonly splits: readonly Split[]
  readonly later: Later
  readonly erasures: Erasures
  readonly faults: Faults
}

/** The splits that the log says, of rows as they lie. What cannot be read is reported when its row is checked. */
export const readSplits = async (source: Pick<LogSource, 'splits'>): Promise<readonly Split[]> =>
  (await source.splits()).flatMap(row => {
    const read = readEnvelope(row.envelope ?? '')
    return read.ok && read.value.split !== undefined ? [{ ...read.value.split, before: read.value.seq }] : []
  })

/** A decision whose reference may not be what it was. */
interface Doubted {
  readonly envelope: Envelope
  readonly subject: string
  readonly realm: string
  readonly link: Link | undefined
}

/** The realm of a decision: that to which it was moved last, else what it says or a split says of its client. */
const findRealmNow = ({ client, realm, seq, id }: Envelope, { later, splits }: ReferenceChecking): string => {
  const move = later.moves.get(id)?.at(-1)
  return resolveRealm(
    { client, seq: move?.seq ?? seq, realm: (move === undefined ? realm : move.realm) ?? null },
    splits,
  )
}

/**
 * Finds decisions whose reference was taken away although they came with one, and references that are of another realm than the
 * decisions to which they lead. A decision that came without a reference has its own child, and a reference stays in `default`
 * only for as long as it leads to decisions of several realms.
 */
export const checkReferences = async (
  looked: readonly ExaminedRecord[],
  links: readonly Link[],
  checking: ReferenceChecking,
): Promise<void> => {
  const { source, splits, erasures, faults } = checking
  const bySubject = new Map(links.map(row => [row.subject, row]))
  const doubted = looked.flatMap(({ envelope, owner: subject = '', opened, place }): readonly Doubted[] => {
    if (opened.state !== 'decision') return []
    const [link, realm] = [bySubject.get(subject), findRealmNow(envelope, checking)]
    const isDoubtful =
      link === undefined ? opened.tag === undefined && !erasures.covers(place) : (link.realm ?? defaultRealm) !== realm
    return isDoubtful ? [{ envelope, subject, realm, link }] : []
  })
  if (doubted.length === 0) return
  const rows = await source.decisionsOf([...new Set(doubted.map(one => one.subject))])
  for (const one of doubted) {
    const fault = describeFault(
      one,
      rows.filter(row => row.subject === one.subject),
      splits,
    )
    if (fault !== undefined) faults.add('subject', fault, one.envelope.seq)
  }
}

const describeFault = (
  { subject, realm, link }: Doubted,
  rows: readonly Stored<RecordRow>[],
  splits: readonly Split[],
): string | undefined => {
  if (link === undefined)
    return rows.filter(row => row.type === 'evaluated').length < 2
      ? undefined
      : `The reference that led to its subject ${subject} is gone: only by a reference can several decisions be about one child.`
  const isShared = new Set(rows.map(row => resolveRealm(pickPlacing(row), splits))).size > 1
  return link.realm === defaultRealm && isShared
    ? undefined
    : `The reference that leads to its subject ${subject} is of the realm ${link.realm}, and it of the realm ${realm}.`
}

const pickPlacing = ({ client, seq, realm }: Stored<RecordRow>) => ({
  client: client ?? '',
  seq: seq ?? 0,
  realm: realm ?? null,
})
