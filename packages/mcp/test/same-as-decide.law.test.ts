import { explain, loadRules, scenariosOf } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { connected, day, textOf } from './connected.ts'

const rules = await loadRules(realDirectory, { whole: true })
const requests = scenariosOf(rules).map(one => one.request)
/** Two hundred of them, from all over. */
const callsCount = 200
const chosen = requests.filter((_, i) => i % Math.floor(requests.length / callsCount) === 0).slice(0, callsCount)

let server: Awaited<ReturnType<typeof connected>>
beforeAll(async () => {
  server = await connected(rules)
})

/** The words of the answers to a question: ids, with hyphens and without, and what they say. */
const wordsOf = (question: string): readonly string[] =>
  rules.decisions
    .find(({ id }) => id === question)!
    .answers.flatMap(({ id, summary }) => [id, id.replaceAll('-', ' '), summary])

/** Said of every question, whatever its answers are called. */
const phrases = ['permitted', 'may go ahead', 'may not go ahead', 'unrestricted', 'in remit', 'signpost', 'is required']

const saysAnswer = (text: string, question: string): readonly string[] =>
  [...wordsOf(question), ...phrases].filter(word =>
    new RegExp(String.raw`\b${word.replaceAll(/[()]/g, String.raw`\$&`)}(?!\w)`, 'i').test(text),
  )

const expectOpen = (text: string, question: string) => {
  expect(text).toMatch(/^Not known yet\b/)
  expect(saysAnswer(text, question), text).toEqual([])
}

describe('two hundred calls', () => {
  it('give what decide gives, byte for byte, and no undetermined one says an answer', async () => {
    expect(chosen).toHaveLength(callsCount)
    const counts = { determined: 0, undetermined: 0, refused: 0 }
    for (const request of chosen) {
      const own = rules.evaluateToJson({ ...request, trace: 'none' })
      const { trace: _, ...given } = request
      const result = await server.call('decide', given)
      if (!own.ok) {
        expect(result.isError).toBe(true)
        counts.refused += 1
        continue
      }
      expect(result.isError).toBeUndefined()
      const { result: found } = result.structuredContent as { readonly result: Decision }
      expect(JSON.stringify(found)).toBe(own.text)
      counts[found.status] += 1
      if (found.answer === null) expectOpen(textOf(result), request.decision)
      else expect(textOf(result)).toContain(inShort(found).split('\n\n')[1])
    }
    console.log(`${chosen.length} calls:`, counts)
    expect(Math.min(counts.determined, counts.undetermined)).toBeGreaterThan(20)
  })

  it('tell a determined one as the command does, trace or no trace', async () => {
    const determined = chosen.filter(request => rules.evaluateToJson(request).text.includes('"status":"determined"'))
    for (const { trace: _, ...request } of determined) {
      const whole = rules.evaluate({ ...request, trace: 'full' })
      if ('issues' in whole) throw new Error(whole.issues[0]?.message)
      expect(textOf(await server.call('decide', request))).toBe(inShort(whole))
    }
  })
})

const inShort = (decision: Decision): string =>
  explain(rules, decision, { format: 'text', detail: 'short', rest: 'the data beside this text' }).trimEnd()

describe('an open decision', () => {
  const questions = rules.decisions.flatMap(({ id }) => rules.authorities.map(one => ({ id, authority: one.id })))
  const days = ['1995-01-01', '2014-09-01', '2021-10-01', day]

  it('says no word of an answer, of every question, council and time, if nothing is known', async () => {
    let openCount = 0
    for (const { id, authority } of questions)
      for (const asOf of days)
        for (const tool of ['decide', 'missing']) {
          const request = { decision: id, authority, asOf, facts: {} }
          const result = await server.call(tool, request)
          if (rules.evaluateToJson(request).text.includes('"status":"determined"')) continue
          openCount += 1
          expectOpen(textOf(result), id)
        }
    expect(openCount).toBeGreaterThan(questions.length)
  })

  it('says none in any scenario that ships, and names what to ask or what keeps it open', async () => {
    const open = requests.filter(request => {
      const found = rules.answer(request)
      return !('issues' in found) && found.answer === null
    })
    expect(open.length).toBeGreaterThan(100)
    for (const { trace: _, ...request } of open) {
      const text = textOf(await server.call('decide', request))
      expectOpen(text, request.decision)
      expect(text).toMatch(/Ask next|Law that is not held|held whole only from|No question that can be asked/)
    }
  })

  it('is told by missing without what is possible', async () => {
    for (const { id, authority } of questions) {
      const { structuredContent } = await server.call('missing', { decision: id, authority, facts: {} })
      expect(Object.keys(structuredContent!)).toEqual(['decision', 'authority', 'asOf', 'status', 'missing', 'rules'])
    }
  })
})

describe('the schemas of the tools', () => {
  const schemaOf = (name: string) => server.tools.find(one => one.name === name)!.inputSchema

  it('take every request of a scenario, and no word that the rules do not have', () => {
    const ajv = new Ajv2020({ strict: false, formats: { date: true } })
    const [full, brief] = ['decide', 'missing'].map(name => ajv.compile(schemaOf(name)))
    for (const { trace: _, ...request } of requests.filter(one => !('issues' in rules.evaluate(one)))) {
      expect(full!(request), JSON.stringify(full!.errors)).toBe(true)
      expect(brief!(request), JSON.stringify(brief!.errors)).toBe(true)
    }
    for (const wrong of [
      { decision: 'reduced-timetabel', facts: {} },
      { decision: 'remit', authority: 'lutn', facts: {} },
      { decision: 'remit', facts: { carestatus: 'never' } },
      { decision: 'remit', facts: { careStatus: 'lookedafter' } },
      { decision: 'remit', facts: { ageYears: '14' } },
      { decision: 'remit', facts: {}, note: 'a' },
    ]) {
      expect(full!(wrong)).toBe(false)
      expect(brief!(wrong)).toBe(false)
    }
  })
})
