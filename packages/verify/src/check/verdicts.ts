import type { Asked } from '../session.ts'
import type { Expected, Feared } from './expected.ts'
import { type Finding, keyOf, type Undecided } from './finding.ts'
import type { Inquiry } from './inquiry.ts'
import { faultOf, findingOf } from './witnessed.ts'

/** What became of the questions of one inquiry. */
export interface Verdicts {
  readonly findings: readonly Finding[]
  readonly undecided: readonly Undecided[]
  /** What was shown to be as it should, by `keyOf`. */
  readonly sound: readonly string[]
}

/** Asks the first, quickest way to be possible of all; then what is left of those that are not. */
export const judgeExpected = async (inquiry: Inquiry, all: readonly Expected[]): Promise<Verdicts> => {
  const asked = new Map<Expected, Asked>(all.map(one => [one, 'none']))
  const most = Math.max(0, ...all.map(one => one.possible.length))
  for (let way = 0; way < most; way += 1) {
    const open = all.filter(one => asked.get(one) !== 'found' && one.possible[way] !== undefined)
    const verdicts = await inquiry.session.askAll(open.map(one => one.possible[way]!))
    open.forEach((one, i) => {
      if (verdicts[i] === 'found' || asked.get(one) === 'none') asked.set(one, verdicts[i]!)
    })
  }
  const doubtful = all.filter(one => asked.get(one) === 'none' && one.provided !== undefined)
  const provided = await inquiry.session.askAll(doubtful.map(one => one.provided!))
  doubtful.forEach((one, i) => {
    if (provided[i] !== 'found') asked.set(one, provided[i] === 'none' ? 'found' : 'undecided')
  })
  const findings: Finding[] = []
  for (const one of all) if (asked.get(one) === 'none') findings.push(await findingOf(inquiry, one))
  return verdictsOf(
    all,
    one => asked.get(one) === 'found',
    one => asked.get(one) === 'undecided',
    findings,
  )
}

export const judgeFeared = async (inquiry: Inquiry, all: readonly Feared[]): Promise<Verdicts> => {
  const verdicts = await inquiry.session.askAll(all.map(one => one.fault))
  const asked = new Map(all.map((one, i) => [one, verdicts[i]!]))
  const findings: Finding[] = []
  for (const one of all) if (asked.get(one) === 'found') findings.push(await faultOf(inquiry, one))
  return verdictsOf(
    all,
    () => false,
    one => asked.get(one) === 'undecided',
    findings,
  )
}

const verdictsOf = <T extends Undecided>(
  all: readonly T[],
  isSound: (one: T) => boolean,
  isOpen: (one: T) => boolean,
  findings: readonly Finding[],
): Verdicts => ({
  findings,
  undecided: all.filter(isOpen).map(({ code, about, rules }) => ({ code, about, rules })),
  sound: all.filter(isSound).map(keyOf),
})
