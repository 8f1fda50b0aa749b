import { posix } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { triesCode } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import { bullets, conditionEntry } from '../../../tools/handbook/src/markdown.ts'
import { buildHandbook } from '../../../tools/handbook/src/pages.ts'
import {
  type Authority,
  type CautionCode,
  type Condition,
  cautionCodes,
  evidences,
  loadRules,
  type Rule,
  type RuleEvent,
} from '../src/index.ts'
import { dateInWords } from '../src/kernel/dates.ts'
import type { LeafValue } from '../src/language/condition.ts'
import type { OperatorName } from '../src/language/operators.ts'
import { conditionInWords } from '../src/wording/conditions.ts'
import { ruleFiles } from './support/generate.ts'
import { blocksAbout, blocksOf, definitionsBehind, pageOf, readableText, readingsBehind } from './support/handbook.ts'
import { realRules, rulesFrom } from './support/law.ts'
import { pickerFor } from './support/picker.ts'
import { realFiles } from './support/real-files.ts'

const { rulebook } = realRules
const pages = buildHandbook(realRules)
const nameOf = ({ name, effective }: Rule) => `${name} from ${effective.from}`
const editions = realRules.rules.map(rule => ({ rule, about: nameOf(rule) }))

const forceWords = {
  law: 'law',
  'statutory-guidance': 'statutory guidance',
  'regard-guidance': 'guidance to have regard to',
  'non-statutory-guidance': 'non-statutory guidance',
  'local-policy': 'local policy',
  'local-offer': 'local offer',
} as const

/** The block of an edition: its page has one for each edition of the name, told apart by their days. */
const blockOf = (rule: Rule) => {
  const { from, to } = rule.effective
  const days =
    from === null
      ? 'not yet; no day is set from which it will be'
      : to === undefined
        ? `since ${dateInWords(from)}`
        : `from ${dateInWords(from)} to ${dateInWords(to)}`
  const found = blocksAbout(pageOf(pages, rule)!, rule).filter(block => block.text.includes(`- **In force:** ${days}`))
  expect(found, nameOf(rule)).toHaveLength(1)
  return found[0]!
}

const documentPathsOf = ({ id, registers }: Authority): readonly string[] =>
  registers.length === 1 ? [`${id}/document.md`] : registers.map(({ source }) => `${id}/documents/${source}.md`)

describe('the pages', () => {
  it('are an index, one for each authority and question, and one for each document that a register goes through', () => {
    const expected = realRules.authorities.flatMap(authority => [
      ...realRules.decisions.map(decision => `${authority.id}/${decision.id}.md`),
      ...documentPathsOf(rulebook.authorities.get(authority.id)!),
    ])
    expect(pages.map(page => page.path).sort()).toEqual(['README.md', ...expected].sort())
  })

  it('are linked from the index, and link to nothing that is not there', () => {
    const paths = pages.map(page => page.path)
    const linked = (page: (typeof pages)[number]) =>
      [...page.text.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => posix.join(posix.dirname(page.path), to))
    expect(paths.filter(path => path !== 'README.md' && !linked(pages[0]!).includes(path))).toEqual([])
    expect(pages.flatMap(linked).filter(to => !paths.includes(to) && to !== '../../rules')).toEqual([])
  })

  it('say which national rules hold beside a council’s own', () => {
    for (const { rule } of editions.filter(one => one.rule.layer === rulebook.national)) {
      if (rule.firstDay === null || rule.lastDay !== null) continue
      for (const { id } of realRules.authorities.filter(one => one.id !== rulebook.national)) {
        for (const decision of rule.events.keys()) {
          const page = pages.find(one => one.path === `${id}/${decision}.md`)!
          expect(readableText(page.text), `${id}: ${rule.name}`).toContain(`- ${rule.title} (`)
          expect(page.text).toContain(`](../${rulebook.national}/${decision}.md)`)
        }
      }
    }
  })

  it('of a council without rules on a question say that it answers as England does', () => {
    const silent = pages.filter(page => page.text.includes('answers as England does') && page.path !== 'README.md')
    const expected = realRules.authorities.flatMap(({ id }) =>
      realRules.decisions
        .filter(({ id: decision }) => !realRules.rules.some(rule => rule.layer === id && rule.events.has(decision)))
        .map(decision => `${id}/${decision.id}.md`),
    )
    expect(silent.map(page => page.path).sort()).toEqual(expected.sort())
  })
})

describe('the page of a document', () => {
  const registers = [...rulebook.authorities.values()].flatMap(authority =>
    authority.registers.map((register, i) => ({
      about: `${authority.id} (${register.source})`,
      path: documentPathsOf(authority)[i]!,
      rules: authority.rules,
      register,
    })),
  )

  it.each(registers)(
    'of $about has each sentence in order, and each rule made of it with a link to its pages',
    ({ path, rules, register }) => {
      const page = pages.find(one => one.path === path)!
      const told = page.text.split(/^- \*\*/m).slice(1)
      expect(page.text).toContain(rulebook.sources.get(register.source)!.title)
      for (const [i, { locator, reason, rules: named }] of register.entries.entries()) {
        const text = readableText(told[i] ?? '')
        expect(text.toLowerCase().startsWith(`${locator.toLowerCase()}:**`), locator).toBe(true)
        expect(text).toContain(reason ?? '')
        for (const name of named)
          for (const rule of rules.filter(one => one.name === name))
            expect(told[i]).toContain(`${[...rule.events.keys()][0]}.md)`)
        expect(told[i]?.match(/\]\(/g)?.length ?? 0).toBeGreaterThanOrEqual(new Set(named).size)
      }
    },
  )

  it('is not made of rules that were loaded without their registers', async () => {
    const without = buildHandbook(await loadRules())
    expect(without.filter(page => page.path.endsWith('/document.md'))).toEqual([])
  })
})

describe('each edition of each rule', () => {
  it.each(editions)('$about stands on its own page and on no other, with where its words are written', ({ rule }) => {
    const own = [...rule.events.keys()].map(decision => `${rule.layer}/${decision}.md`)
    const others = pages.filter(page => !own.includes(page.path))
    expect(others.filter(page => page.text.includes(`\`${rule.name}\``))).toEqual([])
    const { title, text } = blockOf(rule)
    expect(title).toBe(rule.title)
    for (const { source, locator } of rule.citations)
      expect(text).toContain(`- **Source:** *${rulebook.sources.get(source)!.title}*, ${locator}`)
    if (rule.note !== undefined) expect(text).toContain(rule.note)
  })

  it('stands by whether it holds, held, or was never in force', () => {
    for (const { rule } of editions) {
      const { part } = blockOf(rule)
      expect(part === 'Not in force', nameOf(rule)).toBe(rule.firstDay === null)
      expect(part === 'Earlier editions', nameOf(rule)).toBe(rule.firstDay !== null && rule.lastDay !== null)
    }
  })

  it('has its force, and says where its date is inferred or another day is the one that counts', () => {
    for (const { rule } of editions) {
      const { text } = blockOf(rule)
      expect(text, nameOf(rule)).toContain(`- **Force:** ${forceWords[rule.force]}.\n`)
      expect(text.includes('(inferred: '), nameOf(rule)).toBe(rule.effective.inferred === true)
      const clock =
        rule.effective.clock === undefined ? undefined : rulebook.factsByName.get(rule.effective.clock)?.label
      expect(text.includes(', not the day of asking'), nameOf(rule)).toBe(clock !== undefined)
      if (clock !== undefined) expect(text).toContain(clock)
    }
  })

  it('has what follows from it', () => {
    for (const { rule } of editions) {
      const { text } = blockOf(rule)
      const [[id, events]] = [...rule.events] as [[string, readonly RuleEvent[]]]
      const decision = rulebook.decisions.get(id)!
      for (const event of events) {
        const said = {
          conclude: () => decision.answers.find(one => event.type === 'conclude' && one.id === event.answer)!.summary,
          require: () =>
            decision.requirements.find(one => event.type === 'require' && one.id === event.requirement)!.title,
          include: () => {
            const list = event.type === 'include' ? rulebook.lists.get(event.list)! : undefined
            return list!.items.find(one => event.type === 'include' && one.id === event.item)!.title
          },
          deadline: () => (event.type === 'deadline' ? rulebook.factsByName.get(event.of)!.label : ''),
          none: () => (rule.exceptionTo.length > 0 ? 'An exception to' : 'Nothing in this time'),
        }[event.type]()
        expect(text, nameOf(rule)).toContain(said)
      }
    }
  })

  it('has every definition that it comes to taken apart, and every judgement told', () => {
    for (const { rule } of editions) {
      const blocks = blocksOf(pageOf(pages, rule)!)
      const { definitions, readings } = rulebook.authorities.get(rule.layer)!
      for (const name of definitionsBehind(rulebook, rule.layer, rule)) {
        const { statement, citations } = definitions.get(name)!
        const told = blocks.find(one => one.part === 'What the words mean' && one.title.slice(1) === statement.slice(1))
        expect(told, `${nameOf(rule)}: ${name}`).toBeDefined()
        for (const { source, locator } of citations)
          expect(told!.text).toContain(`*${rulebook.sources.get(source)!.title}*, ${locator}`)
      }
      for (const id of readingsBehind(rulebook, rule)) {
        const { title, taken, alternatives } = readings.get(id)!
        const told = blocks.find(one => one.part === 'Judgements' && one.title === title)
        for (const words of [taken, ...alternatives.map(one => one.text)])
          expect(told?.text, `${nameOf(rule)}: ${id}`).toContain(words)
      }
    }
  })

  it('has the cautions that a decision would give', () => {
    for (const { rule } of editions) {
      const { text } = blockOf(rule)
      const all = rule.citations.map(one => one.evidence)
      const relied = rulebook.semantics === 1 ? evidences.find(one => all.includes(one)) : all[0]
      const codes: Record<CautionCode, boolean> = {
        'attribution-inferred': rule.citations.some(
          one => rulebook.sources.get(one.source)!.attribution === 'inferred',
        ),
        'before-first-edition': false,
        'council-rules-not-held': false,
        'edition-not-held': false,
        'rests-on-unread-text': false,
        'unusual-facts': false,
        'responsible-authority-not-stated': rule.cautions.includes('responsible-authority-not-stated'),
        'rests-on-restated-source': relied === 'restated',
        'rests-on-unverified-source': relied === 'unverified',
        'text-damaged': rule.citations.some(one => one.damaged === true),
        'texts-differ': rule.cautions.includes('texts-differ'),
      }
      for (const [code, isSaid] of Object.entries(codes))
        expect(text.includes(`- **Caution:** ${cautionCodes[code as CautionCode]}`), `${nameOf(rule)}: ${code}`).toBe(
          isSaid,
        )
    }
    for (const said of Object.values(cautionCodes)) expect(pages[0]!.text).toContain(said)
  })
})

describe('the words of a condition', () => {
  const names = { rulebook, authority: rulebook.authorities.get('luton')! }
  const is = (fact: string, value: LeafValue, operator: OperatorName = 'equal'): Condition => ({
    fact,
    operator,
    value,
  })
  const shown = (condition: Condition): string => bullets([conditionEntry('When', conditionInWords(names, condition))])

  it('of one test, or of a group of one, are a sentence', () => {
    expect(shown({ all: [{ condition: 'looked-after' }] })).toBe('- **When:** the child is looked after.')
    expect(shown({ not: { condition: 'looked-after' } })).toBe('- **When:** the child is not looked after.')
    expect(shown(is('ageYears', 18, 'lessThan'))).toBe('- **When:** the child’s age is under 18.')
    expect(shown({ not: is('ageYears', 18, 'lessThan') })).toBe('- **When:** the child’s age is at least 18.')
    expect(shown({ all: [] })).toBe('- **When:** always.')
  })

  it('say what may be so where the rule says what may not', () => {
    const reviews = 'a review of the personal education plan or a review of the looked-after child’s care plan'
    expect(shown(is('multiAgencyMeeting', ['none', 'core-group', 'other-multi-agency'], 'notIn'))).toBe(
      `- **When:** a team around the family meeting, a child in need meeting, a child protection conference, ${reviews} considered the proposal.`,
    )
    expect(shown({ not: is('plan', 'none') })).toBe(
      '- **When:** the child is on a child in need plan or a child protection plan.',
    )
    expect(shown({ not: is('endDateSet', true) })).toBe('- **When:** no end date is set.')
  })

  it('of groups are lists in lists', () => {
    const condition: Condition = {
      any: [
        {
          all: [is('ageYears', 18, 'lessThan'), { not: { any: [is('earlyHelp', true), is('plan', 'child-in-need')] } }],
        },
        { not: { all: [is('endDateSet', true), is('reviewDatesSet', true)] } },
        is('multiAgencyMeetingOn', { fact: 'timetableStartsOn' }, 'dateBefore'),
      ],
    }
    expect(shown(condition)).toBe(`- **When at least one of these is so:**
  - all of these are so:
    - the child’s age is under 18
    - none of these is so:
      - the child gets early help
      - the child is on a child in need plan
  - not all of these are so:
    - an end date is set
    - review dates are set
  - the day of the multi-agency meeting is before the day on which the reduced timetable starts`)
  })

  it('name the judgement that they rest on', () => {
    expect(shown({ condition: 'looked-after', reading: 'luton-heading-or-body' })).toBe(
      '- **When:** the child is looked after (a judgement: see “For whom Luton’s second rule on reduced timetables is meant”).',
    )
  })
})

describe('the words', () => {
  /** Names for programs that no reader of English would take for a word. */
  const programNames = [
    ...rulebook.facts.map(fact => fact.name),
    ...rulebook.facts.flatMap(fact => fact.values?.map(one => one.value) ?? []),
    ...realRules.decisions.flatMap(one => [...one.answers, ...one.requirements].map(({ id }) => id)),
    ...[...rulebook.lists.values()].flatMap(list => list.items.map(one => one.id)),
    ...rulebook.deadlines.keys(),
    ...rulebook.authorities.get('luton')!.definitions.keys(),
    ...[...rulebook.authorities.values()].flatMap(one => [...one.readings.keys()]),
    'notEqual notIn lessThan lessThanInclusive greaterThan greaterThanInclusive dateBefore dateOnOrBefore dateAfter dateOnOrAfter'.split(
      ' ',
    ),
  ]
    .flat()
    .filter(name => /[a-z][A-Z]|-.*-/.test(name))

  it.each(pages)('of $path are for people: no JSON, no names for programs, nothing undefined', ({ text }) => {
    const words = readableText(text).replace(/`[^`\n]*`/g, '')
    expect(words).not.toMatch(/[{}"]|undefined|null|\[object|[a-z][A-Z]/)
    const said = new Set(words.split(/[^\w-]+/))
    expect(programNames.filter(name => said.has(name))).toEqual([])
    expect(words).not.toMatch(/\.\.|: \.|\bNaN\b/)
  })

  it('are the same whatever the order in which files are read', () => {
    const shuffled = pickerFor('handbook').shuffled(realFiles)
    expect(buildHandbook(rulesFrom(shuffled))).toEqual(pages)
  })

  test.runIf(triesCode)('of random rules are told without fail, every edition on its page', () => {
    fc.assert(
      fc.property(ruleFiles, files => {
        const random = rulesFrom(files)
        const made = buildHandbook(random)
        for (const rule of random.rules) {
          const editions = random.rules.filter(one => one.name === rule.name)
          expect(blocksAbout(pageOf(made, rule)!, rule)).toHaveLength(editions.length)
        }
      }),
      { numRuns: runs() },
    )
  })
})
