import type { Authority, DecisionDefinition, Rules } from '@virtual-school/rules'
import { inSession } from '../session.ts'
import { answersNeverReached } from './answer-never-reached.ts'
import { differingDeadlines } from './deadlines-differ.ts'
import { exceptionsThatNeverBite } from './exception-never-bites.ts'
import type { Expected, Feared } from './expected.ts'
import { factsThatNeverMatter } from './fact-never-matters.ts'
import { type Inquiry, openInquiry } from './inquiry.ts'
import { pairOf } from './pair.ts'
import { partsThatNeverMatter } from './part-never-matters.ts'
import { hiddenQuestions } from './question-hidden.ts'
import { readingsThatNeverMatter } from './reading-never-matters.ts'
import { requirementsThatNeverTurn } from './requirement-never-met.ts'
import { conflictingRequirements } from './requirements-conflict.ts'
import { restatedNationalRules, rulesThatChangeNothing } from './rule-changes-nothing.ts'
import { rulesThatNeverHold } from './rule-never-holds.ts'
import { valuesNeverPossible } from './value-never-possible.ts'
import { judgeExpected, judgeFeared, type Verdicts } from './verdicts.ts'

interface Questions {
  readonly expected: readonly Expected[]
  readonly feared?: readonly Feared[]
}

/** Questions that share what the solver is told: the more it is told, the slower each of them. */
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
    feared: differingDeadlines(inquiry),
  }),
  inquiry => ({ expected: partsThatNeverMatter(inquiry) }),
  inquiry => ({ expected: readingsThatNeverMatter(inquiry) }),
  inquiry => {
    const pair = pairOf(inquiry)
    return { expected: factsThatNeverMatter(pair), feared: hiddenQuestions(pair) }
  },
]

/** Puts one decision of one authority to the solver. `isAsked` leaves out what need not be asked. */
export const proofsOf = async (
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
