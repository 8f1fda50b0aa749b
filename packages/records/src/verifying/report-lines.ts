import { type LogFault, logFaultCodes } from './fault.ts'
import type { LogReport } from './report.ts'

const count = (n: number, one: string, many: string): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`

const placeOf = ({ seq, range, subject }: LogFault): string => {
  const child = subject === undefined ? '' : ` of the child ${subject}`
  if (seq !== undefined) return `Record ${seq}${child}`
  if (subject !== undefined) return `What is kept${child}`
  return range === undefined ? 'The log' : `The records ${range.from} to ${range.to}`
}

const moreOf = ({ more }: LogFault): string => {
  if (more === undefined) return ''
  const last = more.last === undefined ? '' : `, the last of record ${more.last}`
  return ` And ${count(more.count, 'more fault', 'more faults')} like it${last}.`
}

const faultLine = (fault: LogFault): string =>
  `${placeOf(fault)}: ${logFaultCodes[fault.code]} ${fault.message}${moreOf(fault)}`

const outsideLine = ({ outside, isSound }: LogReport): string => {
  if (outside === undefined)
    return 'No checkpoint kept elsewhere was given. So this cannot show whether records were cut off, or whether somebody with the root secret wrote the whole log again.'
  const size = count(outside.size, 'record', 'records')
  const held =
    outside.count === 1 ? 'a checkpoint' : `${count(outside.count, 'checkpoint', 'checkpoints')}, the largest`
  return isSound
    ? `It begins with the ${size} that the checkpoint kept elsewhere was signed over${outside.count === 1 ? '' : `, and fits the ${count(outside.count - 1, 'other', 'others')} too`}.`
    : `It was held to ${held} kept elsewhere of ${size}.`
}

const keysLine = ({ seesKeys }: LogReport): readonly string[] =>
  seesKeys ? [] : ['The keys were not there to be looked at: whether one is missing or was changed was not looked at.']

const payloadLine = ({ counts }: LogReport): string => {
  const { opened, closed, erased } = counts
  const readings = [
    `${count(opened, 'payload', 'payloads')} opened`,
    `${erased.toLocaleString('en-GB')} erased`,
    ...(closed === 0 ? [] : [`${closed.toLocaleString('en-GB')} not opened, since the keys were not given`]),
  ]
  return `${readings.join(', ')}.`
}

const boundLines = ({ boundSince, counts }: LogReport): readonly string[] =>
  boundSince === undefined
    ? []
    : [
        `References are bound to their children since record ${boundSince}. For ${count(counts.unbound, 'decision', 'decisions')}, kept before it, or since by an older program, which child the reference led to then rests on the keys alone.`,
      ]

/** A report as lines for a person, most important first. */
export const logReportLines = (report: LogReport): readonly string[] => {
  const { isSound, faults, faultsCount, verified, counts } = report
  const more = faultsCount - faults.reduce((sum, one) => sum + 1 + (one.more?.count ?? 0), 0)
  return [
    isSound ? 'The log is sound.' : `The log is not sound: ${count(faultsCount, 'fault', 'faults')}.`,
    ...faults.map(faultLine),
    ...(more > 0 ? [`And ${count(more, 'more fault', 'more faults')}.`] : []),
    `${count(verified.size, 'record', 'records')} read; they lead to the root ${verified.root}.`,
    outsideLine(report),
    payloadLine(report),
    ...boundLines(report),
    ...keysLine(report),
    `${count(counts.rulebooks, 'rulebook', 'rulebooks')}, ${count(counts.dataKeys, 'data key', 'data keys')}, ${count(counts.tiles, 'stored hash', 'stored hashes')} of the tree.`,
    ...report.remarks,
  ]
}
