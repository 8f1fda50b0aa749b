import type { LogFault } from '../../packages/records/src/verify/fault.ts'
import type { LogReport } from '../../packages/records/src/verify/report.ts'

const placeOf = ({ seq, range, subject }: LogFault): string => {
  const child = subject === undefined ? '' : ', its child'
  if (seq !== undefined) return `record ${seq}${child}`
  if (range !== undefined) return `records ${range.from} to ${range.to}`
  return subject === undefined ? 'the log' : 'its child'
}

/** What a report says, in as many words as a table has room for. */
export const outcomeOf = ({ isSound, faults, remarks }: LogReport): string => {
  if (isSound) return remarks.length > 0 ? 'named, and no fault' : 'not found'
  const places = new Map<string, Set<string>>()
  for (const fault of faults) places.set(fault.code, (places.get(fault.code) ?? new Set()).add(placeOf(fault)))
  return [...places]
    .map(([code, all]) => `\`${code}\`: ${all.size > 2 ? `${all.size} places` : [...all].sort().join(' and ')}`)
    .join('; ')
}
