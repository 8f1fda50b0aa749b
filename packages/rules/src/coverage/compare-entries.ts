import type { Decision } from '../evaluate/decision.ts'
import type { Scenario } from '../language/scenario.ts'
import type { Difference } from './scenario-report.ts'
import { rulesThatMake } from './why.ts'

type Expectation = Scenario['expect']

interface Wanted {
  readonly status: string
  readonly force?: string | undefined
  readonly applies?: string | undefined
  readonly when?: string | undefined
}
interface Entry extends Wanted {
  readonly because: readonly string[]
}

const asObject = <T extends object>(wanted: string | T): T | { status: string } =>
  typeof wanted === 'string' ? { status: wanted } : wanted

/** What is found of an entry that a decision does not have. */
export const absent = 'absent'

/** Each requirement named: its status and, if named, its force and whether it applies. */
export const compareRequirements = (expected: Expectation['requirements'], decision: Decision): readonly Difference[] =>
  Object.entries(expected ?? {}).flatMap(([id, wanted]) => {
    const found = decision.requirements.find(one => one.id === id)
    return compareEntry(`requirements/${id}`, asObject(wanted), found, () =>
      rulesThatMake(decision, 'require', { requirement: id }),
    )
  })

/** Each item named. With a verb, its entry of that verb; without, any of its entries will do, and “absent” means all. */
export const compareLists = (expected: Expectation['lists'], decision: Decision): readonly Difference[] =>
  Object.entries(expected ?? {}).flatMap(([list, items]) =>
    Object.entries(items).flatMap(([item, wanted]) => compareItem(list, item, wanted, decision)),
  )

type WantedItem = NonNullable<Expectation['lists']>[string][string]

const compareItem = (list: string, item: string, expected: WantedItem, decision: Decision): readonly Difference[] => {
  const wanted: Wanted & { readonly verb?: string | undefined } = asObject(expected)
  const { verb } = wanted
  const entries = (decision.lists[list] ?? []).filter(
    one => one.item === item && (verb === undefined || one.verb === verb),
  )
  const named = verb === undefined ? {} : { verb }
  const makers = () => rulesThatMake(decision, 'include', { list, item, ...named })
  const at = ['lists', list, item, ...Object.values(named)].join('/')
  const [first = [], ...others] = (entries.length === 0 ? [undefined] : entries).map(entry =>
    compareEntry(at, wanted, entry, makers),
  )
  return others.reduce((fewest, one) => (one.length < fewest.length ? one : fewest), first)
}

const compareEntry = (
  at: string,
  wanted: Wanted,
  entry: Entry | undefined,
  makers: () => readonly string[],
): readonly Difference[] => {
  if (entry === undefined) {
    if (wanted.status === absent) return []
    return [{ at, expected: wanted.status, found: absent, because: [], notHolding: makers() }]
  }
  const { because } = entry
  const differs = (place: string, expected: string | undefined, found: string | undefined): Difference[] =>
    expected === undefined || expected === found
      ? []
      : [{ at: place, expected, found: found ?? absent, because, notHolding: [] }]
  if (wanted.status === absent) return differs(at, absent, entry.status)
  return [
    ...differs(at, wanted.status, entry.status),
    ...differs(`${at}/force`, wanted.force, entry.force),
    ...differs(`${at}/applies`, wanted.applies, entry.applies),
    ...differs(`${at}/when`, wanted.when, entry.when),
  ]
}
