import type { CaseTally } from '@virtual-school/verify'
import { count } from '../layout.ts'
import { heading, type Line, point } from './page.ts'

/** How often real requests change, the most frequent change first. No fact of any request is told. */
export const casesLines = ({ requestsCount, unchangedCount, refusedCount, changes }: CaseTally): readonly Line[] => {
  const changed = requestsCount - unchangedCount - refusedCount
  const refused = refusedCount === 0 ? '' : `, ${refusedCount.toLocaleString('en-GB')} refused`
  return [
    heading('Among the requests of the file'),
    point(
      0,
      `${count(requestsCount, 'request')}: ${changed.toLocaleString('en-GB')} changed, ${unchangedCount.toLocaleString('en-GB')} unchanged${refused}.`,
    ),
    ...changes.flatMap(one => [
      point(
        0,
        `${one.count.toLocaleString('en-GB')}: ${one.authority} ${one.decision}, ${one.before} → ${one.after} (${one.direction.replace('-', ' ')})`,
      ),
      ...one.findings.map(finding => point(1, finding)),
    ]),
  ]
}
