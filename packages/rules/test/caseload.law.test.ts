import { expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { scenariosOf } from '../src/index.ts'
import { drawChild, expectSame, type Question } from './support/caseloads.ts'
import { realRules as rules } from './support/law.ts'
import { pickerFor } from './support/picker.ts'
import type { Facts } from './support/random-requests.ts'

const tallyOfNone = () => ({ refused: 0, open: 0, determined: 0 })

/** Every question by every authority on some days. */
const listQuestions = (days: readonly string[]): readonly Question[] =>
  days.flatMap(asOf =>
    rules.decisions.flatMap(({ id }) =>
      rules.authorities.map(({ id: authority }) => ({ decision: id, authority, asOf })),
    ),
  )

/** Those by which something is tried in this run: of each thing other ones. */
const authoritiesFrom = (i: number): readonly string[] => {
  const ids = rules.authorities.map(one => one.id)
  const count = Math.min(ids.length, sizeOf('CASELOAD_AUTHORITIES'))
  return Array.from({ length: count }, (_, k) => ids[(i + k) % ids.length]!)
}

test('the scenarios of all authorities are answered at once as each alone, on every day that they use', () => {
  const tally = tallyOfNone()
  const scenarios = scenariosOf(rules)
  for (const { id: decision } of rules.decisions) {
    const about = scenarios.filter(one => one.request.decision === decision)
    const rows = about.map(one => one.request.facts as Facts)
    const days = [...new Set(about.map(one => one.request.asOf))]
    days.forEach((asOf, i) => {
      for (const authority of authoritiesFrom(i)) expectSame(rules, { decision, authority, asOf }, rows, tally)
    })
  }
  expect(Math.min(tally.refused, tally.open, tally.determined)).toBeGreaterThan(0)
})

const childrenCount = sizeOf('CASELOAD_CHILDREN')

test(`${childrenCount} random children are answered at once as each alone`, () => {
  const dice = pickerFor('caseload')
  const tally = tallyOfNone()
  const questions = dice.shuffled(listQuestions(['2026-11-22', '2019-03-31', '2024-09-03']))
  const perQuestion = Math.ceil(childrenCount / questions.length)
  for (const question of questions) {
    const chance = dice.of([1, 5, 8, 8, 12, 15, 16])
    const rows = Array.from({ length: dice.upTo(2 * perQuestion) }, () => drawChild(rules, question, dice, chance))
    expectSame(rules, question, rows, tally)
  }
  expect(Math.min(tally.refused, tally.open, tally.determined)).toBeGreaterThan(childrenCount / 100)
})
