import { describe, expect, test } from 'vitest'
import { coverageLines, coverageOf, runScenarios, runScenariosSync, scenariosOf } from '../src/index.ts'
import { evaluateWithJsonRulesEngine } from '../src/json-rules-engine.ts'
import { current, is, landRules, rule, rulesWith, type TestScenario } from './support/scenario-rules.ts'

const facts = { status: 'current', nearby: true, agrees: false, metOn: '2024-05-10' }

describe('running scenarios', () => {
  const one = {
    name: 'Nearby and agreed',
    facts: { ...facts, agrees: true, endSet: true },
    expect: { answer: 'permitted' },
  }
  const rules = rulesWith({
    land: [{ facts, expect: { answer: 'not-permitted' } }],
    town: [one, { facts, expect: { answer: 'permitted' } }],
  })

  test('counts them, each authority’s under its own rules, the nation’s first', () => {
    const { results, passedCount, failedCount, decisions } = runScenariosSync(rules)
    expect(results.map(({ authority, name, pointer, passed }) => [authority, name, pointer, passed])).toEqual([
      ['land', 'Case 1', '/scenarios/0', true],
      ['town', 'Nearby and agreed', '/scenarios/0', true],
      ['town', 'Case 2', '/scenarios/1', false],
    ])
    expect([passedCount, failedCount, decisions.length]).toEqual([2, 1, 3])
    expect(decisions.every(decision => decision.trace !== null)).toBe(true)
  })

  test('selects by authority and by name or place', () => {
    const names = (selection: Parameters<typeof scenariosOf>[1]) =>
      scenariosOf(rules, selection).map(({ scenario }) => scenario.name)
    expect(names({ authority: 'land' })).toEqual(['Case 1'])
    expect(names({ matching: 'nearby AND' })).toEqual(['Nearby and agreed'])
    expect(names({ matching: 'town/scenarios/cases.json /scenarios/1' })).toEqual(['Case 2'])
    expect(names({ authority: 'nowhere' })).toEqual([])
  })

  test('takes any evaluator, synchronous or not, and finds the same', async () => {
    const expected = runScenariosSync(rules).results
    expect((await runScenarios(rules)).results).toEqual(expected)
    expect((await runScenarios(rules, { evaluate: rules.evaluate })).results).toEqual(expected)
    expect(
      (await runScenarios(rules, { evaluate: request => evaluateWithJsonRulesEngine(rules, request) })).results,
    ).toEqual(expected)
    const refusing = await runScenarios(rules, { evaluate: () => ({ issues: [] }), authority: 'land' })
    expect([refusing.failedCount, refusing.decisions.length]).toEqual([1, 0])
  })
})

describe('coverage', () => {
  const on = (more: object): TestScenario => ({ facts: { ...facts, endSet: true, ...more }, expect: { issues: [] } })
  const where = (age: number): TestScenario => ({ decision: 'where', facts: { age }, expect: { issues: [] } })
  const land = [on({}), on({ agrees: true }), on({ status: 'ceased' }), where(3), where(18)]
  const town = [on({ endSet: false }), on({ agrees: true }), on({ nearby: false }), on({ status: 'ceased' })]
  const covered = (layers: Parameters<typeof rulesWith>[0]) => {
    const rules = rulesWith(layers)
    return coverageOf(rules, runScenariosSync(rules).decisions)
  }
  const gapsOf = (layers: Parameters<typeof rulesWith>[0]) => {
    const { rules, editions, sides, requirements, answers } = covered(layers)
    return {
      rules: rules.gaps,
      editions: editions.gaps,
      sides: sides.gaps,
      requirements: requirements.gaps,
      answers: answers.gaps,
    }
  }
  const nothing = { rules: [], editions: [], sides: [], requirements: [], answers: [] }

  test('reports nothing where every side is exercised', () => {
    expect(gapsOf({ land, town })).toEqual(nothing)
    expect(coverageLines(covered({ land, town }))).toEqual([
      '7 of 7 rules were seen both to hold and not to hold.',
      '7 of 7 editions of rules were in force in some scenario.',
      '16 of 16 sides of tests were seen (each test true, and false).',
      '4 of 4 sides of requirements were seen (each met, and unmet, while it applies).',
      '8 of 8 answers were reached.',
    ])
  })

  test('finds the sides that the scenario taken away had exercised alone', () => {
    const nearby = {
      authority: 'town',
      decision: 'may',
      test: is('nearby', true),
      unseen: ['false'],
      standsIn: ['rule town.may.end-date'],
    }
    expect(gapsOf({ land, town: town.filter((_, i) => i !== 2) })).toEqual({ ...nothing, sides: [nearby] })
    const there = gapsOf({ land: land.filter((_, i) => i !== 4), town })
    expect(there.rules).toEqual([
      {
        authority: 'land',
        decision: 'where',
        rule: 'land.where.here',
        from: '2020-01',
        seen: ['true'],
        unseen: ['false'],
      },
    ])
    expect(there.sides).toEqual([
      {
        authority: 'land',
        decision: 'where',
        test: is('isChild', true),
        unseen: ['false'],
        standsIn: ['rule land.where.here'],
      },
      {
        authority: 'land',
        decision: null,
        test: is('age', 18, 'lessThan'),
        unseen: ['false'],
        standsIn: ['fact isChild'],
      },
    ])
    expect(there.answers).toEqual([{ authority: 'land', decision: 'where', answer: 'elsewhere' }])
  })

  test('finds a requirement that is never unmet while it applies, and a test of it that is never false', () => {
    const { requirements, sides } = gapsOf({ land, town: town.slice(1) })
    expect(requirements).toEqual([{ authority: 'town', decision: 'may', requirement: 'end-date', unseen: ['unmet'] }])
    expect(sides).toEqual([
      {
        authority: 'town',
        decision: 'may',
        test: is('endSet', true),
        unseen: ['false'],
        standsIn: ['requirement end-date of may'],
      },
    ])
    // Unmet, but of a child of whom the rule does not speak.
    const elsewhere = [on({ nearby: false, endSet: false }), ...town.slice(1)]
    expect(gapsOf({ land, town: elsewhere }).requirements).toHaveLength(1)
  })

  test('finds a definition’s test that is only seen unknown, and says where it stands', () => {
    const unknown = on({ status: null })
    const { sides, rules } = gapsOf({ land: [unknown] })
    expect(sides).toContainEqual({
      authority: 'land',
      decision: null,
      test: is('status', 'current'),
      unseen: ['true', 'false'],
      standsIn: ['definition current of land'],
    })
    expect(rules).toContainEqual({
      authority: 'land',
      decision: 'may',
      rule: 'land.may.agreement',
      from: '2020-01',
      seen: ['unknown'],
      unseen: ['true', 'false'],
    })
  })

  test('counts an edition in which no scenario falls, and no prospective rule', () => {
    const old = rule({
      name: 'land.may.agreement',
      conditions: current,
      event: landRules[0]!.event,
      effective: { from: '2018-01', to: '2019-12' },
    })
    const coming = rule({
      name: 'land.may.coming',
      conditions: { all: [is('urgent', true)] },
      event: landRules[0]!.event,
      effective: { from: null },
    })
    const edition = { authority: 'land', decision: 'may', rule: 'land.may.agreement', from: '2018-01', to: '2019-12' }
    const report = covered({ land, town, landRules: [...landRules, old, coming] })
    expect(report.editions).toEqual({ covered: 7, total: 8, gaps: [edition] })
    expect(report.rules.gaps.map(gap => [gap.rule, gap.from, gap.seen])).toEqual([
      ['land.may.agreement', '2018-01', []],
    ])
    expect(report.sides.gaps).toEqual([])
    expect(coverageLines(report).filter(line => line.startsWith('  '))).toEqual([
      '  land.may.agreement (from 2018-01 to 2019-12): in force in no scenario.',
    ])
    const then = [
      { ...on({}), asOf: '2019-01-01' },
      { ...on({ status: 'ceased' }), asOf: '2019-01-01' },
    ]
    expect(gapsOf({ land: [...land, ...then], town, landRules: [...landRules, old, coming] })).toEqual(nothing)
  })

  test('asks no rule to fail that cannot', () => {
    const always = rule({ name: 'land.who.always', conditions: { all: [] }, event: landRules[1]!.event })
    const asked: TestScenario = { decision: 'who', facts: {}, expect: { issues: [] } }
    const { rules, answers } = gapsOf({ land: [...land, asked], town, landRules: [...landRules, always] })
    expect(rules).toEqual([])
    expect(answers).toEqual([{ authority: 'land', decision: 'who', answer: 'nobody' }])
  })

  test('everything is a gap where there are no scenarios, and each has its line', () => {
    const report = covered({})
    const lines = coverageLines(report)
    expect([report.decisionsCount, report.rules.covered, report.sides.covered, report.answers.covered]).toEqual([
      0, 0, 0, 0,
    ])
    expect(lines).toContain('  town, may: requirement end-date is in no scenario met, or unmet while it applies.')
    expect(lines).toContain(
      '  land, all decisions: “age is under 18” is in no scenario true, or false; it stands in fact isChild.',
    )
    expect(lines).toContain(
      '  land, may: the definition “current” is in no scenario true, or false; it stands in rule land.may.agreement, rule land.may.parent-agrees, rule land.may.parent-consulted, rule land.may.step-of-the-parent, rule land.may.step-of-the-school.',
    )
    expect(lines).toContain('  land, where: no scenario comes to the answer here.')
  })

  test('a decision without its trace shows its answer alone', () => {
    const rules = rulesWith({})
    const decision = rules.evaluate({ decision: 'where', asOf: '2024-06-01', trace: 'none', facts: { age: 3 } })
    const report = coverageOf(rules, 'issues' in decision ? [] : [decision])
    expect([report.answers.covered, report.rules.covered, report.sides.covered]).toEqual([1, 0, 0])
  })
})
