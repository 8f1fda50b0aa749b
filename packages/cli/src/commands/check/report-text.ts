import { oneLine } from '@virtual-school/rules/internal'
import type { CheckReport, Finding, InvariantReport, Undecided } from '@virtual-school/verify'
import { count } from '../../terminal/layout.ts'

/** What became of the invariants, for a person to read: those that do not hold, and the others only if they are asked for. */
export const renderCheckInvariants = (reports: readonly InvariantReport[], showProved: boolean): readonly string[] => {
  const shown = reports.filter(one => showProved || one.verdict !== 'proved')
  return [
    ...shown.flatMap(one => ['', ...invariantEntry(one)]),
    ...(reports.length === 0 ? [] : ['', invariantSummary(reports)]),
  ]
}

const invariantEntry = ({
  invariant,
  verdict,
  breaches,
  undecided,
  durationMs,
}: InvariantReport): readonly string[] => [
  `${verdict}  ${invariant.id}  (${seconds(durationMs)})`,
  `  ${oneLine(invariant.title)}`,
  ...breaches.map(one => `  A case, ${one.decision}: ${oneLine(one.witness.text)}`),
  ...undecided.map(
    one => `  ${one.authority}, ${one.decision}: the solver found no answer in its time. Allow more with --timeout.`,
  ),
]

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const invariantSummary = (reports: readonly InvariantReport[]): string => {
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

/** The report for a person to read; accepted findings with their reasons only if they are asked for. */
export const renderCheckFindings = (
  { findings, accepted, undecided }: CheckReport,
  showAccepted: boolean,
): readonly string[] => [
  ...findings.flatMap(one => ['', ...findingEntry(one)]),
  ...undecided.flatMap(one => ['', ...undecidedEntry(one)]),
  ...(showAccepted ? accepted.flatMap(one => ['', ...findingEntry(one), `  Accepted: ${oneLine(one.reason)}`]) : []),
  '',
  findingSummary(findings.length, undecided.length, accepted.length, showAccepted),
]

const findingEntry = ({ code, about, message, witness, shows }: Finding): readonly string[] => [
  `${code}  ${oneLine(about)}`,
  `  ${oneLine(message)}`,
  ...(witness === null
    ? []
    : [`  ${shows === 'nearest' ? 'The nearest case there is' : 'A case'}: ${oneLine(witness.text)}`]),
]

const undecidedEntry = ({ code, about }: Undecided): readonly string[] => [
  `undecided  ${code}  ${oneLine(about)}`,
  '  The solver found no answer in its time, so nothing is known of this. Allow more with --timeout.',
]

const findingSummary = (findings: number, undecided: number, accepted: number, showAccepted: boolean): string => {
  const parts = [
    findings === 0 ? 'No findings' : count(findings, 'finding'),
    ...(undecided === 0 ? [] : [`${undecided} undecided`]),
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
  ]
  return `${parts.join(', ')}.${accepted > 0 && !showAccepted ? ' --accepted shows those, with their reasons.' : ''}`
}
