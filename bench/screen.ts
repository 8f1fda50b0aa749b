import { argv } from 'node:process'
import {
  buildExplanation,
  type ExplanationEntry,
  explain,
  loadRules,
  scenariosOf,
} from '../packages/rules/src/index.ts'
import type { Decision } from '../packages/rules/src/internal.ts'
import { gradeOf, nothing, plus, read, type Tally } from './grade.ts'
import { table } from './table.ts'

// `npm run bench screen`: how long and how hard to read is what `decide` prints of every scenario.

const targets = { median: 25, ninth: 40, grade: 8 }

interface Printed {
  readonly decision: string
  readonly lines: number
  readonly tally: Tally
}

const textsOf = ({ lead, text, under = [] }: ExplanationEntry): readonly string[] => [
  lead === undefined ? text : `${lead}: ${text}`,
  ...under.flatMap(textsOf),
]

/** Our own sentences: no headings, and no titles of texts that were not weighed or can be read in two ways. */
const ownSentences = (rules: Parameters<typeof buildExplanation>[0], decision: Decision): readonly string[] => {
  const titles = (decision.notWeighed ?? []).map(one => one.title.toLowerCase())
  const isTitle = (text: string) => titles.some(title => text.toLowerCase().includes(title)) || text.includes('“')
  const { found } = buildExplanation(rules, decision, { detail: 'short', rest: '--full' })
  return found.flatMap(section => section.entries.flatMap(textsOf)).filter(text => !isTitle(text))
}

const rules = await loadRules(argv[2] ?? 'rules', { whole: true })
const printed = scenariosOf(rules).flatMap(({ request }): readonly Printed[] => {
  const decision = rules.evaluate(request)
  if ('issues' in decision) return []
  const text = explain(rules, decision, { format: 'text', detail: 'short', rest: '--full' })
  const tally = ownSentences(rules, decision).map(read).reduce(plus, nothing)
  return [{ decision: request.decision, lines: text.trimEnd().split('\n').length, tally }]
})

/** The number that this share of all is at most. */
const quantile = (of: readonly Printed[], share: number): number =>
  of.map(one => one.lines).sort((a, b) => a - b)[Math.ceil(share * of.length) - 1] ?? 0

const row = (name: string, of: readonly Printed[]): readonly string[] => [
  name,
  String(of.length),
  String(quantile(of, 0.5)),
  String(quantile(of, 0.9)),
  String(quantile(of, 1)),
  gradeOf(of.map(one => one.tally).reduce(plus, nothing)).toFixed(1),
]

console.log(
  table([
    ['Question', 'Scenarios', 'Median lines', 'Nine of ten', 'Longest', 'Grade'],
    ...rules.decisions.map(({ id }) =>
      row(
        id,
        printed.filter(one => one.decision === id),
      ),
    ),
    row('all', printed),
    ['target', '', `≤ ${targets.median}`, `≤ ${targets.ninth}`, '', `≤ ${targets.grade}`],
  ]),
)
