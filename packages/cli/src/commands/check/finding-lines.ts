import type { CheckReport, Finding, Undecided } from '@virtual-school/verify'
import { count, oneLine } from '../../terminal/layout.ts'

/** The report for a person to read; accepted findings with their reasons only where they are asked for. */
export const findingLines = (
  { findings, accepted, undecided }: CheckReport,
  showAccepted: boolean,
): readonly string[] => [
  ...findings.flatMap(one => ['', ...linesOf(one)]),
  ...undecided.flatMap(one => ['', ...undecidedLines(one)]),
  ...(showAccepted ? accepted.flatMap(one => ['', ...linesOf(one), `  Accepted: ${oneLine(one.reason)}`]) : []),
  '',
  summary(findings.length, undecided.length, accepted.length, showAccepted),
]

const linesOf = ({ code, about, message, witness, shows }: Finding): readonly string[] => [
  `${code}  ${oneLine(about)}`,
  `  ${oneLine(message)}`,
  ...(witness === null
    ? []
    : [`  ${shows === 'nearest' ? 'The nearest case there is' : 'A case'}: ${oneLine(witness.text)}`]),
]

const undecidedLines = ({ code, about }: Undecided): readonly string[] => [
  `undecided  ${code}  ${oneLine(about)}`,
  '  The solver found no answer in its time, so nothing is known of this. Allow more with --timeout.',
]

const summary = (findings: number, undecided: number, accepted: number, showAccepted: boolean): string => {
  const parts = [
    findings === 0 ? 'No findings' : count(findings, 'finding'),
    ...(undecided === 0 ? [] : [`${undecided} undecided`]),
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
  ]
  return `${parts.join(', ')}.${accepted > 0 && !showAccepted ? ' --accepted shows those, with their reasons.' : ''}`
}
