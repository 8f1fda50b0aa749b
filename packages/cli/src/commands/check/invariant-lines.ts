import type { InvariantReport } from '@virtual-school/verify'
import { count, oneLine } from '../../terminal/layout.ts'

/** What became of the invariants, for a person to read: those that do not hold, and the others only where asked for. */
export const invariantLines = (reports: readonly InvariantReport[], showProved: boolean): readonly string[] => {
  const shown = reports.filter(one => showProved || one.verdict !== 'proved')
  return [...shown.flatMap(one => ['', ...linesOf(one)]), ...(reports.length === 0 ? [] : ['', summary(reports)])]
}

const linesOf = ({ invariant, verdict, breaches, undecided, durationMs }: InvariantReport): readonly string[] => [
  `${verdict}  ${invariant.id}  (${seconds(durationMs)})`,
  `  ${oneLine(invariant.title)}`,
  ...breaches.map(one => `  A case, ${one.decision}: ${oneLine(one.witness.text)}`),
  ...undecided.map(
    one => `  ${one.authority}, ${one.decision}: the solver found no answer in its time. Allow more with --timeout.`,
  ),
]

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const summary = (reports: readonly InvariantReport[]): string => {
  const having = (verdict: InvariantReport['verdict']): number => reports.filter(one => one.verdict === verdict).length
  const others = (['refuted', 'undecided'] as const).flatMap(one =>
    having(one) === 0 ? [] : [`${having(one)} ${one}`],
  )
  const tookMs = reports.reduce((sum, one) => sum + one.durationMs, 0)
  return `${count(having('proved'), 'invariant')} proved${others.map(one => `, ${one}`).join('')}, in ${seconds(tookMs)}.`
}

/** The same for a machine: the invariant by its id and title. */
export const invariantsAsData = (reports: readonly InvariantReport[]) =>
  reports.map(({ invariant: { id, title }, durationMs, ...rest }) => ({
    id,
    title,
    ...rest,
    durationMs: Math.round(durationMs),
  }))
