import { availableParallelism } from 'node:os'
import { writeLibraryPart } from './kept-document.ts'
import { runsCount } from './measure.ts'
import type { Peers } from './peers.ts'
import { markdownTable, times } from './table.ts'
import { type Rates, ratios } from './targets.ts'

type Cells = readonly (readonly string[])[]

interface Question {
  readonly name: string
  readonly title: string
  readonly cases: readonly string[]
  readonly rates: Rates
}

/** What a run found that the document tells. */
export interface Found {
  readonly names: Readonly<Record<string, string>>
  readonly peers: Peers
  readonly peerRates: Rates
  readonly peerCases: readonly string[]
  readonly questions: readonly Question[]
  readonly everyDecision: Cells
  readonly targets: Cells
}

/** Each of the library’s ways to another engine’s, as ratios of decisions a second. */
export const ratioRows = (names: Found['names'], rates: Rates, others: readonly string[]): Cells =>
  others.flatMap(other =>
    ['truths', 'full', 'answer'].map(way => [
      `${names[way]}, to ${names[other]}`,
      ...ratios(rates, way, other).map(times),
    ]),
  )

/** The engines that the library is compared with in the complete cases. */
export const nameOthers = (peers: Peers): readonly string[] => ['jsonRulesEngine', ...Object.keys(peers.ways)]

const columns = (cases: readonly string[]): readonly string[] => ['', 'all alternately', ...cases]

const questionPart = ({ names }: Found, { title, cases, rates }: Question): string => {
  const byHand =
    'handFull' in rates
      ? [
          [`${names.handFull}, to the library`, ...ratios(rates, 'handFull', 'full').map(times)],
          [`${names.handAnswer}, to the library`, ...ratios(rates, 'handAnswer', 'answer').map(times)],
        ]
      : []
  return `### ${title}\n\n${markdownTable([columns(cases), ...ratioRows(names, rates, ['jsonRulesEngine']), ...byHand])}`
}

const renderDocument = (found: Found): string => `# Benchmarks

Written by \`npm run bench decisions -- --write\`; not by hand. Node ${process.version}, ${availableParallelism()} CPUs.

These figures were taken on a shared two-core machine. Rates depend on the machine, so most of what follows are ratios: how many decisions one way makes in the time in which another makes one. All run in one process and take turns; each ratio is of the same round, the median of ${runsCount} rounds. Above 1× the first is the faster.

## To other rule engines

\`reduced-timetable\` in Luton: the conditions of the ${found.peers.rulesCount} rules in force, translated mechanically, definitions written out, and read by each engine before it is timed. \`@gorules/zen-engine\` has a graph with one expression a rule, and is waited for, one decision at a time; \`json-logic-engine\` has one built function. Both are asked for true or false for each rule, and nothing else: they know no unknown and no missing facts, and check no request; the trace that \`@gorules/zen-engine\` can give is left off. So they run only the cases in which every rule’s truth is known, and before the timing each truth is compared with the library’s. They derive no facts either: what the library derives is given here to all. The library checks the request, tests the requirements and tries the alternative readings in the same time. \`json-rules-engine\` runs with the library’s own folding to unknown truths.

${[...found.peers.leftOut, markdownTable([columns(found.peerCases), ...ratioRows(found.names, found.peerRates, nameOthers(found.peers))])].join('\n\n')}

## With facts that are not known

“By hand” is the same question as a developer would write it for nothing else.

${found.questions.map(one => questionPart(found, one)).join('\n\n')}

## Every decision

Full results over all the scenarios of a question, alternately, each with its own request; above 2× it would be more than twice as slow as the question above.

${markdownTable(found.everyDecision)}

## Targets

“Short” is a target that this run did not reach. The rates and the times are those of this machine.

${markdownTable(found.targets)}
`

/** Writes docs/benchmarks.md, all but the part on HTTP. */
export const writeDocument = (found: Found): void => writeLibraryPart(renderDocument(found))
