import { type LogFault, logFaultCodes } from './fault.ts'
import type { LogReport } from './report.ts'

const count = (n: number, one: string, many: string): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`

const faultLine = ({ code, seq, message }: LogFault): string =>
  `${seq === undefined ? 'The log' : `Record ${seq}`}: ${logFaultCodes[code]} ${message}`

const outsideLine = ({ outside, isSound }: LogReport): string => {
  if (outside === undefined)
    return 'No checkpoint kept elsewhere was given: whether records were cut off, or all of it written anew by whoever holds the root secret, cannot be told.'
  const size = count(outside.size, 'record', 'records')
  return isSound
    ? `It begins with the ${size} that the checkpoint kept elsewhere was signed over.`
    : `It was held to a checkpoint kept elsewhere of ${size}.`
}

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
        `References are bound to their children since record ${boundSince}. Before it, for ${count(counts.unbound, 'decision', 'decisions')}, which child a reference leads to rests on the keys alone.`,
      ]

/** A report as lines for a person, most important first. */
export const logReportLines = (report: LogReport): readonly string[] => {
  const { isSound, faults, faultsCount, verified, counts } = report
  const more = faultsCount - faults.length
  return [
    isSound ? 'The log is sound.' : `The log is not sound: ${count(faultsCount, 'fault', 'faults')}.`,
    ...faults.map(faultLine),
    ...(more > 0 ? [`And ${count(more, 'more fault', 'more faults')}.`] : []),
    `${count(verified.size, 'record', 'records')} read; they lead to the root ${verified.root}.`,
    outsideLine(report),
    payloadLine(report),
    ...boundLines(report),
    `${count(counts.rulebooks, 'rulebook', 'rulebooks')}, ${count(counts.dataKeys, 'data key', 'data keys')}, ${count(counts.tiles, 'stored hash', 'stored hashes')} of the tree.`,
  ]
}
