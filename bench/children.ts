import { columnsOf } from '../packages/rules/src/evaluate/columns/columns-of.ts'
import type { Column } from '../packages/rules/src/index.ts'
import type { DecisionRequest, Rules } from '../packages/rules/src/internal.ts'
import { plusDays } from '../packages/rules/src/kernel/dates.ts'

/** Numbers that look random and are the same in every run, from 0 to one less than `count`. */
const createDice = (): ((count: number) => number) => {
  let state = 2026
  return count => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / (4_294_967_296 / count))
  }
}

type Facts = DecisionRequest['facts']

/** How much is known of children: the share of their facts, in hundredths. */
export const fillings = { 'every fact known': 100, 'half known': 50, 'nearly empty': 5 } as const

/** How often a value is drawn until one contradicts nothing that is known already. */
const triesCount = 12

/** Random children of whom every fact is known that is asked. A fact is left out only if hardly any value of it is possible. */
export const drawChildren = (rules: Rules, asked: Omit<DecisionRequest, 'facts'>, count: number): readonly Facts[] => {
  const dice = createDice()
  const facts = rules.facts.filter(one => one.kept && one.given === undefined && one.derived === undefined)
  const draw = ({ type, values, min, max }: (typeof facts)[number]) => {
    if (type === 'boolean') return dice(4) > 0
    if (type === 'enum') return values![dice(values!.length)]!.value
    return type === 'integer' ? min! + dice(Math.min(40, max! - min! + 1)) : plusDays(asked.asOf, -dice(1500))
  }
  return Array.from({ length: count }, () => {
    let known: Facts = {}
    for (const fact of facts)
      for (let tries = 0; tries < triesCount; tries += 1) {
        const more = { ...known, [fact.name]: draw(fact) }
        if (!rules.parseRequest({ ...asked, facts: more }).ok) continue
        known = more
        break
      }
    return known
  })
}

/** Of each child so many facts in a hundred, others of each. */
export const forgetFacts = (children: readonly Facts[], share: number): readonly Facts[] => {
  const dice = createDice()
  return children.map(facts => Object.fromEntries(Object.entries(facts).filter(() => dice(100) < share)))
}

/** Columns of so many children: these, each once, and then drawn from them again and again in no order. */
export const repeatInColumns = (rules: Rules, children: readonly Facts[], count: number): Record<string, Column> => {
  const made = columnsOf(rules, children)
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  const dice = createDice()
  const picked = Array.from({ length: count }, (_, i) => (i < children.length ? i : dice(children.length)))
  return Object.fromEntries(
    Object.entries(made.value.columns).map(([name, column]) => {
      const repeated = new (column!.constructor as Int8ArrayConstructor)(count) as Column
      picked.forEach((child, i) => {
        repeated[i] = column![child]!
      })
      return [name, repeated]
    }),
  )
}
