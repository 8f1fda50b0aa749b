import type { LeafValue } from '../language/condition.ts'
import { operators } from '../language/operators.ts'
import type {
  CoverageReport,
  EditionGap,
  RequirementGap,
  RuleGap,
  SideGap,
  Tally,
  TestedPart,
} from './coverage-report.ts'

/** What the scenarios exercise, and what they do not, in plain English: a line for each count and for each gap. */
export const coverageLines = (report: CoverageReport): readonly string[] => {
  const { rules, editions, sides, requirements, answers } = report
  const idle = new Set(editions.gaps.map(editionWords))
  return [
    ...section('rules were seen both to hold and not to hold', rules, gap =>
      idle.has(editionWords(gap)) ? [] : [ruleLine(gap)],
    ),
    ...section('editions of rules were in force in some scenario', editions, gap => [editionLine(gap)]),
    ...section('sides of tests were seen (each test true, and false)', sides, gap => [sideLine(gap)]),
    ...section('sides of requirements were seen (each met, and unmet, while it applies)', requirements, gap => [
      requirementLine(gap),
    ]),
    ...section('answers were reached', answers, gap => [
      `${gap.authority}, ${gap.decision}: no scenario comes to the answer ${gap.answer}.`,
    ]),
  ]
}

const section = <Gap>(
  counts: string,
  { covered, total, gaps }: Tally<Gap>,
  lines: (gap: Gap) => readonly string[],
): readonly string[] => [`${covered} of ${total} ${counts}.`, ...gaps.flatMap(lines).map(line => `  ${line}`)]

const editionWords = ({ rule, from }: { rule: string; from: string }): string => `${rule} (from ${from})`

const ruleLine = (gap: RuleGap): string => {
  const unseen = gap.unseen.map(side => (side === 'true' ? 'hold' : 'not hold')).join(', or ')
  return `${editionWords(gap)}: in no scenario does it ${unseen}.`
}

const editionLine = ({ rule, from, to }: EditionGap): string =>
  `${rule} (from ${from}${to === null ? '' : ` to ${to}`}): in force in no scenario.`

const sideLine = ({ authority, decision, test, unseen, standsIn }: SideGap): string =>
  `${authority}, ${decision ?? 'all decisions'}: ${testWords(test)} is in no scenario ${unseen.join(', or ')}; it stands in ${standsIn.join(', ')}.`

const requirementLine = ({ authority, decision, requirement, unseen }: RequirementGap): string =>
  `${authority}, ${decision}: requirement ${requirement} is in no scenario ${unseen.join(', or ')} while it applies.`

const testWords = (test: TestedPart): string =>
  'condition' in test
    ? `the definition “${test.condition}”`
    : `“${test.fact} ${operators[test.operator].reads} ${valueWords(test.value)}”`

const valueWords = (value: LeafValue): string => {
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object' && 'fact' in value ? value.fact : String(value)
}
