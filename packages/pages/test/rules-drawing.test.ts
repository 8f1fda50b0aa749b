import { listDerivingConditions, listFactNames, listParts } from '@virtual-school/rules/internal'
import { describe, expect, it } from 'vitest'
import { layOut } from '../src/drawing/layout.ts'
import { waysTo } from '../src/drawing/steps.ts'
import { frozen } from './rules-support.ts'

const { rulebook } = frozen
const days = ['2013-02-01', '2019-06-01', '2026-11-22']
const questions = frozen.decisions.flatMap(decision =>
  [...rulebook.authorities.values()].flatMap(authority => days.map(day => ({ decision, authority, day }))),
)

/** The facts of these names, and all from which they are worked out. */
const workedOutFrom = (labels: readonly string[], authority: (typeof questions)[number]['authority']) => {
  const found = new Set(rulebook.facts.filter(one => labels.includes(one.label)).map(one => one.name))
  const follow = (condition: Parameters<typeof listParts>[0]): void => {
    for (const name of listFactNames(condition)) found.add(name)
    for (const part of listParts(condition))
      if ('condition' in part) follow(authority.definitions.get(part.condition)!.conditions)
  }
  for (const name of found) for (const one of listDerivingConditions(rulebook.factsByName.get(name)!)) follow(one)
  return found
}

describe('the ways to the answers', () => {
  it('name every fact that the answer depends on while nothing is known', () => {
    for (const { decision, authority, day } of questions) {
      // Editions that are chosen by another day are drawn as if that were this day.
      const clocks = authority.rules.flatMap(one => one.effective.clock ?? [])
      const facts = Object.fromEntries(clocks.map(name => [name, day]))
      const decided = frozen.evaluate({ decision: decision.id, authority: authority.id, asOf: day, facts })
      if ('issues' in decided) throw new Error(JSON.stringify(decided.issues))
      const drawn = waysTo({ rulebook, authority }, decision, day).flatMap(way => way.steps.flatMap(one => one.facts))
      const known = workedOutFrom(drawn, authority)
      const absent = decided.missing.filter(one => one.for === 'answer' && !known.has(one.fact)).map(one => one.fact)
      const asked = [decision.id, authority.id, day]
      expect([...asked, ...absent]).toEqual(asked)
    }
  })

  it('name each answer once, and no rule that is not in force', () => {
    for (const { decision, authority, day } of questions) {
      const ways = waysTo({ rulebook, authority }, decision, day)
      expect(ways.flatMap(one => one.exits).length).toBe(decision.answers.length)
      for (const { firstDay, lastDay } of ways.flatMap(way => way.steps.flatMap(one => one.rules))) {
        expect(firstDay! <= day).toBe(true)
        expect((lastDay ?? day) >= day).toBe(true)
      }
    }
  })
})

describe('the drawing', () => {
  it('has no two boxes on one another, and none outside', () => {
    for (const { decision, authority, day } of questions) {
      const { boxes, width, height } = layOut(
        waysTo({ rulebook, authority }, decision, day),
        ['Facts', 'Steps of some kind with a long name', 'Answer'],
        { always: 'always', hrefOf: () => '/rules' },
      )
      boxes.forEach((one, i) => {
        expect(one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height).toBe(true)
        for (const other of boxes.slice(i + 1))
          expect(
            one.x + one.width <= other.x ||
              other.x + other.width <= one.x ||
              one.y + one.height <= other.y ||
              other.y + other.height <= one.y,
          ).toBe(true)
      })
    }
  })
})
