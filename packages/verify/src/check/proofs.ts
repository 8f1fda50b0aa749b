import type { Authority, DecisionDefinition } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { inSession } from '../session.ts'
import { acceptedWithoutChannel, conflictingRequirements, differingDeadlines } from './conflicts.ts'
import type { Expected, Feared } from './expected.ts'
import { factsThatNeverMatter, hiddenQuestions } from './fact-never-matters.ts'
import { type Inquiry, openInquiry } from './inquiry.ts'
import { answersNeverReached, valuesNeverPossible } from './never-possible.ts'
import { openPair } from './pair.ts'
import { partsThatNeverMatter } from './part-never-matters.ts'
import { readingsThatNeverMatter } from './reading-never-matters.ts'
import { requirementsThatNeverTurn } from './requirement-never-met.ts'
import { restatedNationalRules, rulesThatChangeNothing } from './rule-changes-nothing.ts'
import { exceptionsThatNeverBite, rulesThatNeverHold } from './rule-never-holds.ts'
import { judgeExpected, judgeFeared, type Verdicts } from './verdicts.ts'

interface Questions {
  readonly expected: readonly Expected[]
  readonly feared?: readonly Feared[]
}

/** Questions that share a session. The more a session has to state, the slower is each question. */
const rounds: readonly ((inquiry: Inquiry) => Questions)[] = [
  inquiry => ({
    expected: [
      rulesThatNeverHold,
      requirementsThatNeverTurn,
      conflictingRequirements,
      answersNeverReached,
      exceptionsThatNeverBite,
      restatedNationalRules,
      rulesThatChangeNothing,
      valuesNeverPossible,
    ].flatMap(check => check(inquiry)),
    feared: [...differingDeadlines(inquiry), ...acceptedWithoutChannel(inquiry)],
  }),
  inquiry => ({ expected: partsThatNeverMatter(inquiry) }),
  inquiry => ({ expected: readingsThatNeverMatter(inquiry) }),
  inquiry => {
    const pair = openPair(inquiry)
    return { expected: factsThatNeverMatter(pair), feared: hiddenQuestions(pair) }
  },
]

/** Asks the solver all that is expected and feared of one decision of one authority. `isAsked` leaves out what need not be asked. */
export const proveDecision = async (
  rules: Rules,
  authority: Authority,
  decision: DecisionDefinition,
  timeoutMs: number,
  isAsked: (one: Expected | Feared) => boolean,
): Promise<Verdicts> => {
  const all: Verdicts[] = []
  for (const round of rounds) {
    await inSession({ timeoutMs }, async session => {
      const inquiry = openInquiry(rules, authority, decision, session)
      const { expected, feared = [] } = round(inquiry)
      all.push(await judgeExpected(inquiry, expected.filter(isAsked)))
      all.push(await judgeFeared(inquiry, feared.filter(isAsked)))
    })
  }
  return {
    findings: all.flatMap(one => one.findings),
    undecided: all.flatMap(one => one.undecided),
    sound: all.flatMap(one => one.sound),
  }
}
