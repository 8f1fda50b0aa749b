import { readEnvelope } from '../model/read-envelope.ts'
import { type LogFault, logFaultCodes } from './fault.ts'
import type { LogSource } from './source.ts'

const renderCount = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`

const renderPlace = ({ seq, range, subject }: LogFault): string => {
  const child = subject === undefined ? '' : ` of the child ${subject}`
  if (seq !== undefined) return `Record ${seq}${child}`
  if (subject !== undefined) return `What is kept${child}`
  return range === undefined ? 'The log' : `The records ${range.from} to ${range.to}`
}

const renderMore = ({ more }: LogFault): string => {
  if (more === undefined) return ''
  const last = more.last === undefined ? '' : `, the last of record ${more.last}`
  return ` And ${renderCount(more.count, 'more fault', 'more faults')} like it${last}.`
}

const renderFault = (fault: LogFault): string =>
  `${renderPlace(fault)}: ${logFaultCodes[fault.code]} ${fault.message}${renderMore(fault)}`

const renderOutside = ({ outside, isSound }: LogReport): string => {
  if (outside === undefined)
    return 'No checkpoint kept elsewhere was given. So this cannot show whether records were cut off, or whether somebody with the root secret wrote the whole log again.'
  const size = renderCount(outside.size, 'record', 'records')
  const held =
    outside.count === 1 ? 'a checkpoint' : `${renderCount(outside.count, 'checkpoint', 'checkpoints')}, the largest`
  return isSound
    ? `It begins with the ${size} that the checkpoint kept elsewhere was signed over${outside.count === 1 ? '' : `, and fits the ${renderCount(outside.count - 1, 'other', 'others')} too`}.`
    : `It was held to ${held} kept elsewhere of ${size}.`
}

const renderKeys = ({ seesKeys }: LogReport): readonly string[] =>
  seesKeys ? [] : ['The keys were not there to be looked at: whether one is missing or was changed was not looked at.']

const renderPayloads = ({ counts }: LogReport): string => {
  const { opened, closed, erased } = counts
  const readings = [
    `${renderCount(opened, 'payload', 'payloads')} opened`,
    `${erased.toLocaleString('en-GB')} erased`,
    ...(closed === 0 ? [] : [`${closed.toLocaleString('en-GB')} not opened, since the keys were not given`]),
  ]
  return `${readings.join(', ')}.`
}

const renderBound = ({ boundSince, counts }: LogReport): readonly string[] =>
  boundSince === undefined
    ? []
    : [
        `References are bound to their children since record ${boundSince}. For ${renderCount(counts.unbound, 'decision', 'decisions')}, kept before it, or since by an older program, which child the reference led to then rests on the keys alone.`,
      ]

/** A report as lines for a person, most important first. */
export const logReportLines = (report: LogReport): readonly string[] => {
  const { isSound, faults, faultsCount, verified, counts } = report
  const more = faultsCount - faults.reduce((sum, one) => sum + 1 + (one.more?.count ?? 0), 0)
  return [
    isSound ? 'The log is sound.' : `The log is not sound: ${renderCount(faultsCount, 'fault', 'faults')}.`,
    ...faults.map(renderFault),
    ...(more > 0 ? [`And ${renderCount(more, 'more fault', 'more faults')}.`] : []),
    `${renderCount(verified.size, 'record', 'records')} read; they lead to the root ${verified.root}.`,
    renderOutside(report),
    renderPayloads(report),
    ...renderBound(report),
    ...renderKeys(report),
    `${renderCount(counts.rulebooks, 'rulebook', 'rulebooks')}, ${renderCount(counts.dataKeys, 'data key', 'data keys')}, ${renderCount(counts.tiles, 'stored hash', 'stored hashes')} of the tree.`,
    ...report.remarks,
  ]
}

const form = /^[0-9a-f]{32}$/

const readSubject = async (source: Pick<LogSource, 'records'>, seq: number): Promise<string | undefined> => {
  const [row] = await source.records(seq - 1, 1)
  if (row?.seq !== seq) return undefined
  const read = typeof row.envelope === 'string' ? readEnvelope(row.envelope) : undefined
  const subject = read?.ok ? read.value.subject : (row.subject ?? undefined)
  return subject !== undefined && form.test(subject) ? subject : undefined
}

/** Faults of records, with the random number of the child whom each is about, if it is about one. */
export const nameSubjects = async (
  source: Pick<LogSource, 'records'>,
  faults: readonly LogFault[],
): Promise<readonly LogFault[]> => {
  const known = new Map<number, string | undefined>()
  const named: LogFault[] = []
  for (const fault of faults) {
    const { seq } = fault
    if (seq !== undefined && !known.has(seq)) known.set(seq, await readSubject(source, seq))
    const subject = fault.subject ?? (seq === undefined ? undefined : known.get(seq))
    named.push(subject === undefined ? fault : { ...fault, subject })
  }
  return named
}

/** What was found in a stored log. */
export interface LogReport {
  /** Whether nothing was found wrong. */
  readonly isSound: boolean
  /** The first of them, in the order in which they were found. */
  readonly faults: readonly LogFault[]
  /** Of all, those that are not listed too. */
  readonly faultsCount: number
  /** What is no fault and has to be known, a sentence each. */
  readonly remarks: readonly string[]
  /** What the records themselves lead to: how many they are, and the root over them in base64. */
  readonly verified: { readonly size: number; readonly root: string }
  /** The checkpoints kept elsewhere with which the log was compared: over how many records the largest was signed, and how many they are. */
  readonly outside?: { readonly size: number; readonly count: number }
  /** Whether the keys were there to be looked at; if not, whether one is missing or was changed was not looked at either. */
  readonly seesKeys: boolean
  readonly counts: LogCounts
  /** The record since which references are bound to children; absent: since the first. */
  readonly boundSince?: number
}

/** What was counted in a log. */
export interface LogCounts {
  /** Records by their type. */
  readonly types: Readonly<Record<string, number>>
  /** Payloads that opened. */
  readonly opened: number
  /** Payloads that have a key, or may have one, and were not opened, since the deployment’s keys were not given. */
  readonly closed: number
  /** Payloads whose key was destroyed. */
  readonly erased: number
  readonly indexRows: number
  readonly tiles: number
  readonly rulebooks: number
  readonly dataKeys: number
  /** Decisions that were kept before references were bound to children: for them the link rests on the keys alone. */
  readonly unbound: number
}

/** How far checking a log has come. */
export interface LogProgress {
  /** Records looked at. */
  readonly done: number
  /** Of how many; null if the end of the log cannot be read. */
  readonly of: number | null
}
