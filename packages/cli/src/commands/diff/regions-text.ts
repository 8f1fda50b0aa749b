import { listed } from '@virtual-school/rules/internal'
import {
  type AnswerChange,
  type Direction,
  directions,
  findingInWords,
  type PairDifference,
  type Region,
} from '@virtual-school/verify'
import { heading, type PageLine, point } from './page.ts'
import type { Report } from './report.ts'

/** A region once, with everyone by whose rules it is the same. */
export interface SharedRegion {
  readonly decision: string
  readonly authorities: readonly string[]
  readonly region: Region
}

/** A change of the nation’s rules is seen by every council: it is shown once. */
export const groupRegions = (pairs: readonly PairDifference[]): readonly SharedRegion[] => {
  const shared = new Map<string, SharedRegion>()
  for (const { authority, decision, regions } of pairs) {
    for (const region of regions) {
      const key = JSON.stringify([
        decision,
        region.parts ?? region.text,
        region.changes,
        region.outcomes.map(pairPossible),
      ])
      const known = shared.get(key)
      shared.set(key, {
        decision,
        region: known?.region ?? region,
        authorities: [...(known?.authorities ?? []), authority],
      })
    }
  }
  return [...shared.values()]
}

const pairPossible = ({ before, after }: Region['outcomes'][number]) => [before.possibleAnswers, after.possibleAnswers]

const sectionNames: Readonly<Record<Direction, string>> = {
  'more-protective': 'More protective',
  'less-protective': 'Less protective',
  other: 'Other changes',
}

/** The regions in three sections: more protective, less protective, other. */
export const renderRegions = (report: Report): readonly PageLine[] => {
  const shared = groupRegions(report.difference.pairs)
  return directions.flatMap(direction => {
    const here = shared.filter(one => one.region.direction === direction)
    return here.length === 0 ? [] : [heading(sectionNames[direction]), ...here.flatMap(one => regionLines(report, one))]
  })
}

const regionLines = (report: Report, { decision, authorities, region }: SharedRegion): readonly PageLine[] => {
  const names = authorities.map(id => report.now.rules.rulebook.authorities.get(id)!.name)
  const mixed = region.direction === 'other' && region.isLessProtective ? ' In part less protective.' : ''
  return [
    point(0, `${decision}, by the rules of ${listed(names, 'and')}.${mixed}`),
    point(1, `Who: ${region.text}`),
    ...region.changes.map(one => point(1, `${changeWords[one.change]}: ${nameFinding(report, decision, one.finding)}`)),
    ...region.outcomes.flatMap(outcomeLines),
    ...(region.isEveryOutcome ? [] : [point(1, 'Whether other answers change here could not be told in the time.')]),
  ]
}

const changeWords: Readonly<Record<Region['changes'][number]['change'], string>> = {
  added: 'Now found',
  removed: 'No longer found',
  stronger: 'Stands more firmly',
  weaker: 'Stands less firmly',
  shifted: 'Stands otherwise',
}

/** The side that has it names it. */
const nameFinding = ({ old, now }: Report, decision: string, finding: string): string => {
  const name = findingInWords(now.rules.rulebook, decision, finding)
  return name.includes(finding.split('/')[1]!) ? findingInWords(old.rules.rulebook, decision, finding) : name
}

const outcomeLines = ({ before, after, witness }: AnswerChange): readonly PageLine[] => {
  const [was, is] = [describeAnswer(before), describeAnswer(after)]
  return [
    point(1, was === is ? `Answer as before: ${is}` : `Answer: ${was} → ${is}`),
    point(2, `Case: ${witness.text}`),
    point(2, `Old: ${before.summary}`),
    point(2, `New: ${after.summary}`),
  ]
}

const describeAnswer = ({ answer, possibleAnswers }: AnswerChange['before']): string =>
  answer ?? `undetermined (${possibleAnswers.join(', ')})`
