import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { parseVerifierKeys } from '../checkpoint/verifier-key.ts'
import type { RootSecret } from '../crypto/root-secret.ts'
import { compareWithMigrations } from '../database/guards.ts'
import type { RecordsDatabase } from '../database/open.ts'
import { describeDamage } from '../database/open-to-read.ts'
import { hashToBase64 } from '../tree/hash.ts'
import { checkBeyond, checkHead, readSignedEnd } from './check-end.ts'
import { checkSubjects } from './check-links.ts'
import { checkOutside, type KeptCheckpoint, openOutside } from './check-outside.ts'
import { checkDataKeys, checkOwnRows } from './check-own-rows.ts'
import { readSplits } from './check-references.ts'
import { checkRulebooks } from './check-rulebooks.ts'
import type { KeysAtHand } from './check-sealed.ts'
import { checkTree } from './check-tree.ts'
import { createDatabaseSource } from './database-source.ts'
import { collectErasures } from './erasures.ts'
import { createFaultList, type Faults } from './fault.ts'
import { createGrowingTree } from './grow-tree.ts'
import { type LogKeys, readLogKeys } from './log-keys.ts'
import { type ReadLog, readLog } from './read-log.ts'
import { type LogProgress, type LogReport, nameSubjects } from './report.ts'
import type { LogSource } from './source.ts'

/**
 * Holds the tables, and what keeps them from being changed, to what the migrations make. Gives what stands beside them, which
 * alone does no harm, a sentence each.
 */
const checkGuards = async (source: LogSource, faults: Faults): Promise<readonly string[]> => {
  const there = await source.schema()
  const found = await compareWithMigrations(source.kind, there)
  for (const message of [...found.faults, ...there.rights]) faults.add('guards', message)
  for (const message of await source.damage()) faults.add('unreadable', message)
  return found.beside
}

/** Whose log it is. Open `Records` are this; who has the database and the verifier key alone opens no payload. */
export interface LogOwner {
  /** C2SP `name+id+key`; a line each, if the log has had several. One of them is enough: the log names those that follow. */
  readonly verifierKey: string
  readonly keys?: KeysAtHand | undefined
  /** With it, whether the stored keys of the deployment still open is looked at too. */
  readonly root?: RootSecret | undefined
}

/** What else a log is checked against. */
export interface VerifyLogOptions {
  /** A checkpoint (signed note) that was kept where the log’s keeper cannot change it. */
  readonly checkpoint?: string | undefined
  /** Any number of them. */
  readonly checkpoints?: readonly KeptCheckpoint[] | undefined
  /** Called after every few hundred records. */
  readonly progress?: ((at: LogProgress) => void) | undefined
}

const listedFaults = 1_000

/**
 * Checks a whole stored log. In: open records, or a database with the log’s verifier key; and a checkpoint kept elsewhere,
 * without which a log cut off or written again by somebody who holds the root secret cannot be told from the one that was. Out:
 * every fault found (the first 1,000 and how many there are), what was counted, and the size and root that the records lead
 * to. Everything is read in order, a few hundred rows at a time; writing and erasing may go on meanwhile. Throws at no stored
 * row; rejects if storage fails, or if `verifierKey` is none.
 */
export const verifyLog = (
  log: LogOwner & { readonly database: RecordsDatabase },
  options: VerifyLogOptions = {},
): Promise<LogReport> => verifySource(createDatabaseSource(log.database), log, options)

/** `verifyLog` of what is read from anywhere. */
export const verifySource = async (
  source: LogSource,
  { verifierKey, keys, root }: LogOwner,
  { checkpoint, checkpoints = [], progress }: VerifyLogOptions = {},
): Promise<LogReport> => {
  const key = parseVerifierKeys(verifierKey)
  if (!key.ok) throw new TypeError(key.issues.map(issue => issue.message).join(' '))
  const faults = createFaultList(listedFaults)
  const all = [...(checkpoint === undefined ? [] : [{ note: checkpoint }]), ...checkpoints]
  try {
    const beside = await checkGuards(source, faults)
    const log = await checkRecords(source, await readLogKeys(source, verifierKey, faults), {
      keys,
      progress,
      kept: all,
      faults,
    })
    const rest = await checkRest(source, log.read, { keys, root }, faults)
    return {
      ...buildLogReport(log, rest, faults),
      faults: await nameSubjects(source, faults.listed()),
      remarks: [...beside, ...log.remarks],
      seesKeys: await source.sees('keys.data_keys'),
    }
  } catch (error) {
    const words = describeDamage(error)
    if (words === undefined) throw error
    faults.add('unreadable', words)
    return {
      ...buildLogReport(nothingRead, { rulebooks: 0, dataKeys: 0, tiles: 0 }, faults),
      remarks: [],
      seesKeys: false,
    }
  }
}

/** What is known of a log whose files cannot be read. */
const nothingRead = {
  read: {
    tree: createGrowingTree({ subtreeRoot: async () => [] }, []).grown(),
    types: {},
    states: {},
    indexRows: 0,
    untagged: 0,
    boundSince: undefined,
  },
  outside: [],
}

interface Checking {
  readonly keys: LogOwner['keys']
  readonly progress: VerifyLogOptions['progress']
  readonly kept: readonly KeptCheckpoint[]
  readonly faults: Faults
}

/** The records from first to last, the tree over them, and what was signed over it, here and elsewhere. */
const checkRecords = async (source: LogSource, log: LogKeys, { keys, progress, kept, faults }: Checking) => {
  const outside = openOutside(kept, log, faults)
  const [head] = await source.heads()
  const signed = readSignedEnd(head, log, faults)
  const sizes = [...outside, ...(signed === undefined ? [] : [signed])].map(one => one.size)
  const erasures = collectErasures(source, faults)
  const size = head?.size ?? undefined
  const splits = await readSplits(source)
  const read = await readLog({ source, keys, splits, faults, erasures, origin: log.origin, size, sizes, progress })
  const { suspect, held, remarks } = checkOutside(outside, read, faults)
  if (head !== undefined) checkHead(head, signed, read, faults)
  checkTree(head, signed, read, { suspect, faults })
  return { read, outside: held, remarks }
}

/** What is beside the records, and what may stand after their end. */
const checkRest = async (
  source: LogSource,
  { named }: ReadLog,
  { keys, root }: Pick<LogOwner, 'keys' | 'root'>,
  faults: Faults,
) => {
  const rulebooks = await checkRulebooks(source, named, faults)
  const dataKeys = await checkDataKeys(source, keys, faults)
  const binding = keys?.binding
  await checkSubjects(source, binding && { binding }, faults)
  if (binding !== undefined) await checkOwnRows(source, { keys: { binding }, root }, faults)
  await checkBeyond(source, faults)
  return { rulebooks, dataKeys, tiles: await source.rootsCount() }
}

interface LogFound {
  readonly read: Pick<ReadLog, 'tree' | 'types' | 'states' | 'indexRows' | 'untagged' | 'boundSince'>
  readonly outside: readonly Checkpoint[]
}

const buildLogReport = (
  { read, outside }: LogFound,
  rest: Awaited<ReturnType<typeof checkRest>>,
  faults: Faults,
): Omit<LogReport, 'remarks' | 'seesKeys'> => {
  const { tree, types, states, indexRows, untagged, boundSince } = read
  const newest = outside.at(-1)
  return {
    isSound: faults.count() === 0,
    faults: faults.listed(),
    faultsCount: faults.count(),
    verified: { size: tree.frontier.size, root: hashToBase64(tree.root) },
    ...(newest === undefined ? {} : { outside: { size: newest.size, count: outside.length } }),
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
  }
}
