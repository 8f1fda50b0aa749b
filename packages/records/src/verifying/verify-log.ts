import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts'
import { readVerifierKey, type VerifierKey } from '../checkpoint/verifier-key.ts'
import type { RecordsDatabase } from '../database/open.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import type { RootSecret } from '../secret/root-secret.ts'
import { hashToBase64 } from '../tree/base64.ts'
import { checkBeyond } from './check-beyond.ts'
import { checkHead, checkOutside } from './check-head.ts'
import { checkDataKeys } from './check-keys.ts'
import { checkSubjects } from './check-links.ts'
import { checkOwnRows, type OwnedKeys } from './check-own-rows.ts'
import { checkRulebooks } from './check-rulebooks.ts'
import { databaseSource } from './database-source.ts'
import { erasuresOf } from './erasures.ts'
import { type Faults, faultList } from './fault.ts'
import { type ReadLog, readLog } from './read-log.ts'
import type { LogProgress, LogReport } from './report.ts'
import type { LogSource } from './source.ts'

/** Whose log it is. Open `Records` are this; who has the database and the verifier key alone opens no payload. */
export interface LogOwner {
  /** C2SP `name+id+key`. */
  readonly verifierKey: string
  readonly keys?: Pick<DeploymentKeys, 'wrapping' | 'binding'>
  /** With it, whether the stored keys of the deployment still open is looked at too. */
  readonly root?: RootSecret
}

export interface VerifyLogOptions {
  /** A checkpoint (signed note) that was kept where the log’s keeper cannot change it. */
  readonly checkpoint?: string | undefined
  /** Told after every few hundred records. */
  readonly progress?: ((at: LogProgress) => void) | undefined
}

const listedFaults = 1_000

/**
 * Checks a whole stored log. In: open records, or a database with the log’s verifier key; and a checkpoint kept elsewhere,
 * without which a log cut off or written anew by whoever holds the root secret cannot be told from the one that was. Out:
 * every fault found (the first 1,000 and how many there are), what was counted, and the size and root that the records lead
 * to. Everything is read in order, a few hundred rows at a time; writing and erasing may go on meanwhile. Throws at no stored
 * row; rejects where storage fails, or where `verifierKey` is none.
 */
export const verifyLog = (
  log: LogOwner & { readonly database: RecordsDatabase },
  options: VerifyLogOptions = {},
): Promise<LogReport> => verifySource(databaseSource(log.database), log, options)

/** `verifyLog` of what is read from anywhere. */
export const verifySource = async (
  source: LogSource,
  { verifierKey, keys, root }: LogOwner,
  { checkpoint, progress }: VerifyLogOptions = {},
): Promise<LogReport> => {
  const key = readVerifierKey(verifierKey)
  if (!key.ok) throw new TypeError(key.issues.map(issue => issue.message).join(' '))
  const faults = faultList(listedFaults)
  const outside = checkpoint === undefined ? undefined : outsideIn(checkpoint, key.value, faults)
  const [head] = await source.heads()
  const origin = key.value.name
  const size = head?.size ?? undefined
  const erasures = erasuresOf(source, faults)
  const log = await readLog({ source, keys, faults, erasures, origin, size, outside, progress })
  const end = { tree: log.tree, recordedAt: log.recordedAt }
  if (head === undefined) faults.add('head', 'The row that says where the log ends is missing.')
  else checkHead(head, end, key.value, faults)
  if (outside !== undefined) checkOutside(outside, log.tree, faults)
  return reportOf(log, await checkRest(source, log, keys && { keys, root }, faults), faults, outside)
}

const outsideIn = (note: string, key: VerifierKey, faults: Faults): Checkpoint | undefined => {
  const opened = openCheckpoint(note, key)
  if (opened.ok) return opened.value
  for (const { message } of opened.issues) faults.add('outside', message)
  return undefined
}

/** What is beside the records, and what may stand after their end. */
const checkRest = async (source: LogSource, { named }: ReadLog, owned: OwnedKeys | undefined, faults: Faults) => {
  const rulebooks = await checkRulebooks(source, named, faults)
  const dataKeys = await checkDataKeys(source, owned?.keys, faults)
  await checkSubjects(source, owned?.keys, faults)
  if (owned !== undefined) await checkOwnRows(source, owned, faults)
  await checkBeyond(source, faults)
  return { rulebooks, dataKeys, tiles: await source.tilesCount() }
}

const reportOf = (
  { tree, types, states, indexRows, untagged, boundSince }: ReadLog,
  rest: Awaited<ReturnType<typeof checkRest>>,
  faults: Faults,
  outside: Checkpoint | undefined,
): LogReport => ({
  isSound: faults.count() === 0,
  faults: faults.listed(),
  faultsCount: faults.count(),
  verified: { size: tree.frontier.size, root: hashToBase64(tree.root) },
  ...(outside === undefined ? {} : { outside: { size: outside.size } }),
  counts: {
    types,
    opened: (states.decision ?? 0) + (states.event ?? 0),
    closed: states.closed ?? 0,
    erased: states.erased ?? 0,
    indexRows,
    unbound: untagged,
    ...rest,
  },
  ...(boundSince === undefined ? {} : { boundSince }),
})
