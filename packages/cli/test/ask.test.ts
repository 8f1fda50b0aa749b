import { type Decision, explain, loadRules, type Scalar } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { readTyped } from '../src/commands/ask/clack.ts'
import type { Prompter, PromptReply } from '../src/index.ts'
import { fixtureRules, runCli } from './terminal.ts'

const rules = await loadRules(fixtureRules)

/** Someone who knows some facts, and remembers what was asked and said. */
const someone = (knows: Readonly<Record<string, Scalar | null | undefined | 'stop'>>) => {
  const asked: string[] = []
  const said: string[] = []
  const prompter: Prompter = {
    ask: async ({ fact }): Promise<PromptReply> => {
      asked.push(fact.name)
      const value = knows[fact.name]
      if (value === 'stop') return { kind: 'stop' }
      if (value === undefined) return { kind: 'skip' }
      return value === null ? { kind: 'not-known' } : { kind: 'answer', value }
    },
    say: message => void said.push(message),
  }
  return { asked, said, prompter }
}

const ask = async (person: ReturnType<typeof someone>, ...options: string[]) =>
  runCli(['ask', 'short-day', ...options], { prompter: person.prompter })
const json = (text: string): Decision => JSON.parse(text) as Decision

describe('ask', () => {
  it('asks until the answer is determined, and no further', async () => {
    const person = someone({ ageYears: 3, careStatus: 'never' })
    const ran = await ask(person)
    expect(ran.code).toBe(0)
    expect(ran.stderr).toBe('')
    expect([...person.asked].sort()).toEqual(['ageYears', 'careStatus'])
    const decision = rules.evaluate({
      decision: 'short-day',
      asOf: '2026-11-22',
      facts: { ageYears: 3, careStatus: 'never' },
    })
    expect(ran.stdout).toBe(explain(rules, decision as Decision, { format: 'text' }))
  })

  it('asks nothing that was given, and nothing that cannot change the answer', async () => {
    const person = someone({ careStatus: 'looked-after', planMade: true })
    const ran = await ask(person, '--set', 'ageYears=9', '--set', 'parentAgrees=false', '--format', 'json')
    expect(person.asked).toEqual([])
    expect(json(ran.stdout)).toMatchObject({ answer: 'not-permitted' })
  })

  it('takes the library’s best question first, save those that make no sense yet', async () => {
    const person = someone({ ageYears: 9, careStatus: 'never', parentAgrees: true, planMade: true })
    await ask(person)
    const first = rules.evaluate({ decision: 'short-day', asOf: '2026-11-22', facts: {} }) as Decision
    expect(person.asked[0]).toBe(first.missing.find(one => one.for === 'answer')?.fact)
    const known = someone({ parentAgrees: null, planMade: null })
    await ask(known, '--set', 'careStatus=looked-after', '--set', 'ageYears=9')
    expect([...known.asked].sort()).toEqual(['parentAgrees', 'planMade'])
  })

  it('keeps what is not known apart from what was skipped, and asks neither again', async () => {
    const person = someone({ ageYears: null })
    const ran = await ask(person, '--format', 'json')
    expect(new Set(person.asked).size).toBe(person.asked.length)
    const decision = json(ran.stdout)
    expect(decision.status).toBe('undetermined')
    expect(decision.missing.find(one => one.fact === 'ageYears')?.state).toBe('not-known')
    expect(decision.missing.find(one => one.fact === 'careStatus')?.state).toBe('not-asked')
  })

  it('says why a reply cannot be, and asks again', async () => {
    const person = someone({})
    const replies: PromptReply[] = [{ kind: 'answer', value: 19 }, { kind: 'not-known' }]
    const ask = async ({ fact }: { fact: { name: string } }): Promise<PromptReply> => {
      person.asked.push(fact.name)
      return (fact.name === 'ageYears' ? replies.shift() : undefined) ?? { kind: 'skip' }
    }
    const ran = await runCli(['ask', 'short-day', '--set', 'careStatus=looked-after', '--format', 'json'], {
      prompter: { ...person.prompter, ask },
    })
    expect(ran.code).toBe(0)
    expect(person.said).toEqual(['Nobody is looked after at 18 or over.'])
    expect(person.asked.filter(name => name === 'ageYears')).toHaveLength(2)
  })

  it('decides nothing when it is stopped', async () => {
    const ran = await ask(someone({ ageYears: 'stop', careStatus: 'stop', parentAgrees: 'stop', planMade: 'stop' }))
    expect(ran).toEqual({ code: 2, stdout: '', stderr: 'Stopped; nothing was decided.\n' })
  })

  it('needs a person, and a question that there is', async () => {
    expect(await runCli(['ask', 'short-day'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('use “decide”'),
    })
    expect(await runCli(['ask', 'shortday'], { prompter: someone({}).prompter })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('“short-day”'),
    })
    expect(await runCli(['ask', 'short-day', '--set', 'ageYears=x'], { prompter: someone({}).prompter })).toMatchObject(
      { code: 2 },
    )
  })

  it('comes to an end on every published question, whatever is replied', async () => {
    for (const decision of ['remit', 'reduced-timetable']) {
      for (const reply of [{ kind: 'not-known' }, { kind: 'skip' }] as const) {
        const asked: string[] = []
        const prompter: Prompter = {
          say: () => {},
          ask: async ({ fact }) => {
            asked.push(fact.name)
            return reply
          },
        }
        expect(await runCli(['ask', decision, '--authority', 'luton'], { env: {}, prompter })).toMatchObject({
          code: 0,
        })
        expect(new Set(asked).size).toBe(asked.length)
      }
    }
  })
})

describe('what is typed', () => {
  const fact = (name: string) => rules.rulebook.factsByName.get(name)!

  it('is a value, a “not known”, a skip or nothing that can be taken', () => {
    expect(readTyped(fact('ageYears'), ' 14 ')).toEqual({ kind: 'answer', value: 14 })
    expect(readTyped(fact('startsOn'), '2027-01-02')).toEqual({ kind: 'answer', value: '2027-01-02' })
    expect(readTyped(fact('ageYears'), '?')).toEqual({ kind: 'not-known' })
    expect(readTyped(fact('ageYears'), '')).toEqual({ kind: 'skip' })
    for (const typed of ['26', '-1', '1.5', 'ten']) expect(readTyped(fact('ageYears'), typed)).toBeUndefined()
    for (const typed of ['2027-02-30', '2/1/2027', '14']) expect(readTyped(fact('startsOn'), typed)).toBeUndefined()
  })
})
