import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { triesCode } from '../../../test/support/real-rules.ts'
import { runs, sizeOf } from '../../../test/support/sizes.ts'
import { cautionCodes, explain, scenariosOf } from '../src/index.ts'
import type { Decision, Rules } from '../src/internal.ts'
import { dateInWords } from '../src/kernel/dates.ts'
import { roleTitle } from '../src/words.ts'
import { ruleFiles, testRequest } from './support/generate.ts'
import { realRules, rulesFrom } from './support/law.ts'

/** As it is compared: in one line, without the marks of Markdown, and whatever letters are large. */
const plain = (text: string): string =>
  text
    .replace(/\\(.)/g, '$1')
    .replaceAll('**', '')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:])/g, '')
    .toLowerCase()
    .trim()

/** Rules behind what a council offers, and behind nothing else. */
const offersOnly = (decision: Decision): ReadonlySet<string> => {
  const items = Object.values(decision.lists).flat()
  const others = [...decision.requirements, ...items.filter(one => one.force !== 'local-offer'), ...decision.deadlines]
  const bearing = new Set(others.flatMap(one => one.because))
  return new Set(items.flatMap(one => one.because).filter(name => !bearing.has(name)))
}

/** The caution, or what says it in other words. */
const cautionInWords = ({ decisions }: Rules, decision: Decision, { code, because }: Decision['cautions'][number]) => {
  const isOpen = decision.answer === null
  if (code === 'council-rules-not-held') return ['Ask its virtual school.']
  if (code === 'rests-on-unread-text') return []
  if (isOpen && code === 'edition-not-held') return because.flatMap(id => titleOfText(decision, id))
  const completeFrom = decisions.find(one => one.id === decision.decision)?.completeFrom
  if (isOpen && code === 'before-first-edition' && completeFrom !== undefined) return [dateInWords(completeFrom.day)]
  const offered = offersOnly(decision)
  return because.length > 0 && because.every(name => offered.has(name)) ? [] : [cautionCodes[code]]
}

const titleOfText = (decision: Decision, id: string) =>
  (decision.notWeighed ?? []).filter(one => one.id === id).map(one => one.title)

/** What is never shortened. */
const neverShortened = (rules: Rules, decision: Decision): readonly string[] => {
  const asked = rules.decisions.find(one => one.id === decision.decision)
  const answer = asked?.answers.find(one => one.id === decision.answer)?.summary
  const lists = Object.entries(decision.lists).flatMap(([list, items]) =>
    items.filter(one => list === asked?.collects || one.verb !== undefined || one.force !== 'local-offer'),
  )
  return [
    answer ?? `it cannot yet be said ${asked?.unknownSummary}`,
    ...decision.requirements.filter(one => one.status !== 'met').map(one => one.title),
    ...lists.map(one => one.title),
    ...decision.deadlines.flatMap(({ action, role, date, basis }) => [
      rules.rulebook.deadlines.get(action)?.title ?? action,
      roleTitle(rules, role),
      date === null ? (basis.split(' ')[0] ?? '') : `by ${dateInWords(date)}`,
    ]),
    ...(decision.notWeighed ?? []).filter(one => one.force === 'law' || one.bears === 'bar').map(one => one.title),
    ...decision.cautions.flatMap(one => cautionInWords(rules, decision, one)),
  ]
}

const checkShort = (rules: Rules, decision: Decision): void => {
  for (const format of ['text', 'markdown'] as const) {
    const options = { format, detail: 'short', rest: '--full' } as const
    const said = explain(rules, decision, options)
    const reread = JSON.parse(JSON.stringify({ ...decision, trace: null })) as Decision
    expect(explain(rules, reread, options)).toBe(said)
    const short = plain(said)
    expect(neverShortened(rules, decision).filter(one => !short.includes(plain(one)))).toEqual([])
    if (format === 'text')
      expect(said.split('\n').filter(line => line.length > 80 && line.trim().includes(' '))).toEqual([])
  }
}

describe('a short account leaves out none of what is never shortened', () => {
  test('of any scenario', () => {
    const tried = scenariosOf(realRules).filter((_, i) => i % sizeOf('SHORT_EVERY') === 0)
    for (const { request } of tried) {
      const decision = realRules.evaluate({ ...request, trace: 'none' })
      if (!('issues' in decision)) checkShort(realRules, decision)
    }
  })

  test.runIf(triesCode)('by random rules', () => {
    fc.assert(
      fc.property(ruleFiles, fc.array(testRequest, { minLength: 5, maxLength: 5 }), (files, requests) => {
        const random = rulesFrom(files)
        for (const request of requests) {
          const decision = random.evaluate({ ...request, trace: 'none' })
          if (!('issues' in decision)) checkShort(random, decision)
        }
      }),
      { numRuns: runs(2.4) },
    )
  })
})
