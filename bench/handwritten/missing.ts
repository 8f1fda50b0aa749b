import type { MissingFact } from '../../packages/rules/src/internal.ts'
import {
  type Applies,
  earlyHelpOrCare,
  exceptionalApplies,
  hasWorker,
  ofSchoolAge,
  openToCare,
  othersTriedApplies,
  someMet,
  TAKEN,
} from './answers.ts'
import {
  AGE,
  AGE_NOT_KNOWN,
  BEST_INTERESTS,
  EARLY_HELP,
  EHC_CONSULTED,
  EHC_PLAN,
  END_DATE,
  EXCEPTIONAL,
  type Facts,
  HELD_BEFORE,
  type Known,
  LOOKED_AFTER,
  MAYBE,
  MEETING,
  MEETING_ON,
  NO,
  NOT_FOR_BEHAVIOUR,
  ON_A_PLAN,
  OTHERS_TRIED,
  PARENT_AGREES,
  PARTNERSHIP,
  REVIEW_DATES,
  SCHOOL_AGE,
  SOCIAL_WORKER,
  STARTS_ON,
  WORKER_INVOLVED,
  YES,
} from './known.ts'
import { settles } from './what-if.ts'
import { questions } from './words.ts'

/** The facts on which something hangs, a bit each. */
type Hanging = number

const onFact = (known: Known, fact: number): Hanging => (known[fact] === MAYBE ? 1 << fact : 0)

const onSchoolAge = (known: Known): Hanging => {
  if (ofSchoolAge(known) !== MAYBE) return 0
  return (1 << SCHOOL_AGE) | (known[AGE] === AGE_NOT_KNOWN ? 1 << AGE : 0)
}

const onHelp = (known: Known): Hanging => {
  if (earlyHelpOrCare(known, TAKEN) !== MAYBE) return 0
  const onCare = onFact(known, LOOKED_AFTER) | onFact(known, SOCIAL_WORKER) | onFact(known, ON_A_PLAN)
  return onFact(known, EARLY_HELP) | (openToCare(known) === MAYBE ? onCare : 0)
}

/** Luton’s page names the child: looked after, or with early help or open to social care. Asked for each of its rules. */
const onNamed = (known: Known): Hanging =>
  Math.max(known[LOOKED_AFTER]!, earlyHelpOrCare(known, TAKEN)) === MAYBE
    ? onFact(known, LOOKED_AFTER) | onHelp(known)
    : 0

const onWorker = (known: Known): Hanging => (hasWorker(known) === MAYBE ? 1 << SOCIAL_WORKER : 0)

/** What it hangs on that each group of rules applies; nothing, if that is known. */
const hangingOf = (known: Known, applies: Applies) => ({
  schoolAge: onSchoolAge(known),
  withWorker: applies.withWorker === MAYBE ? onSchoolAge(known) | onWorker(known) : 0,
  withEhcPlan: applies.withEhcPlan === MAYBE ? onSchoolAge(known) | onFact(known, EHC_PLAN) : 0,
  lookedAfter: applies.lookedAfter === MAYBE ? onFact(known, LOOKED_AFTER) | onNamed(known) : 0,
  helped: applies.helped === MAYBE ? onHelp(known) | onNamed(known) : 0,
})

const onMeeting = (known: Known): Hanging => {
  if (Math.min(known[MEETING]!, known[HELD_BEFORE]!) !== MAYBE) return 0
  return (
    onFact(known, MEETING) | (known[HELD_BEFORE] === MAYBE ? onFact(known, MEETING_ON) | onFact(known, STARTS_ON) : 0)
  )
}

/** Every requirement: how true it is that it applies and that it is met, on what each hangs, how many rules ask for it. */
const requirementsHang = (known: Known, applies: Applies, on: ReturnType<typeof hangingOf>) => {
  const { schoolAge, withWorker, withEhcPlan, lookedAfter, helped } = applies
  const asks = (truth: number) => (truth === NO ? 0 : 1)
  const of = (truth: number, hangs: Hanging, fact: number, rules: number) => ({
    applies: truth,
    applyingOn: truth === MAYBE ? hangs : 0,
    met: known[fact]!,
    metOn: onFact(known, fact),
    rules,
  })
  const meeting = onMeeting(known)
  return [
    of(
      exceptionalApplies(applies),
      on.schoolAge | on.lookedAfter | on.helped,
      EXCEPTIONAL,
      asks(schoolAge) + asks(lookedAfter) + asks(helped),
    ),
    of(schoolAge, on.schoolAge, BEST_INTERESTS, asks(schoolAge)),
    of(schoolAge, on.schoolAge, NOT_FOR_BEHAVIOUR, asks(schoolAge)),
    of(schoolAge, on.schoolAge, PARENT_AGREES, asks(schoolAge)),
    of(schoolAge, on.schoolAge, END_DATE, asks(schoolAge)),
    of(schoolAge, on.schoolAge, REVIEW_DATES, asks(schoolAge)),
    of(withWorker, on.withWorker, WORKER_INVOLVED, asks(withWorker)),
    of(withEhcPlan, on.withEhcPlan, EHC_CONSULTED, asks(withEhcPlan)),
    of(othersTriedApplies(applies), on.lookedAfter | on.helped, OTHERS_TRIED, asks(lookedAfter) + asks(helped)),
    of(lookedAfter, on.lookedAfter, PARTNERSHIP, asks(lookedAfter)),
    {
      applies: helped,
      applyingOn: on.helped,
      met: Math.min(known[MEETING]!, known[HELD_BEFORE]!),
      metOn: meeting,
      rules: asks(helped),
    },
  ]
}

/** What is not known and still matters: first what the answer hangs on, then what settles it, then by how many rules it opens. */
export const missingFacts = (
  known: Known,
  facts: Facts,
  applies: Applies,
  isDetermined: boolean,
): readonly MissingFact[] => {
  const on = hangingOf(known, applies)
  const open: number[] = questions.map(() => 0)
  count(open, on.schoolAge, 8)
  count(open, on.withWorker, 2)
  count(open, on.withEhcPlan, 2)
  count(open, on.lookedAfter, 4)
  count(open, on.helped, 4)
  const isSomeMet = someMet(known, applies) === YES
  let forAnswer: Hanging = 0
  for (const one of requirementsHang(known, applies, on)) {
    if (one.applies === NO) continue
    count(open, one.metOn, one.rules)
    const mayBeUnmet = one.met !== YES && (one.applies === MAYBE || one.met === MAYBE)
    // Met whether it applies or not: that it applies still matters while nothing else is known to apply and be met.
    const mayBeTheOnly = one.met === YES && one.applies === MAYBE && !isSomeMet
    if (mayBeUnmet || mayBeTheOnly) forAnswer |= one.applyingOn | one.metOn
  }
  return ranked(known, facts, open, isDetermined ? 0 : forAnswer)
}

const count = (open: number[], hanging: Hanging, times: number): void => {
  if (hanging === 0 || times === 0) return
  for (let fact = 0; fact < open.length; fact += 1) if ((hanging >> fact) & 1) open[fact]! += times
}

const ranked = (known: Known, facts: Facts, open: readonly number[], forAnswer: Hanging): readonly MissingFact[] => {
  const found: { fact: number; isForAnswer: boolean; settles: boolean; open: number }[] = []
  open.forEach((times, fact) => {
    if (times === 0) return
    const isForAnswer = ((forAnswer >> fact) & 1) === 1
    found.push({ fact, isForAnswer, settles: isForAnswer && settles(known, TAKEN, fact), open: times })
  })
  found.sort(
    (a, b) =>
      Number(b.isForAnswer) - Number(a.isForAnswer) ||
      Number(b.settles) - Number(a.settles) ||
      b.open - a.open ||
      a.fact - b.fact,
  )
  return found.map(one => {
    const { fact, question } = questions[one.fact]!
    return {
      fact,
      question,
      state: facts[fact] === null ? 'not-known' : 'not-asked',
      for: one.isForAnswer ? 'answer' : 'detail',
      settles: one.settles,
    }
  })
}

/** In words: what an open answer turns on. */
export const turnsOn = (missing: readonly MissingFact[]): string => {
  const asked = missing.filter(one => one.for === 'answer')
  if (asked.length === 0) return ''
  const labels = asked.slice(0, 3).map(one => questions.find(({ fact }) => fact === one.fact)!.label)
  const parts = asked.length > 3 ? [...labels, `${asked.length - 3} more`] : labels
  return `; it turns on ${parts.length > 1 ? `${parts.slice(0, -1).join('; ')}; and ${parts.at(-1)}` : parts.join()}`
}
