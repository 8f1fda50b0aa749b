import { PassThrough } from 'node:stream'
import { explain, loadRules, type Scalar } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { describe, expect, it } from 'vitest'
import { clackPrompter, readTyped } from '../src/commands/ask/clack.ts'
import type { Prompter, PromptQuestion, PromptReply } from '../src/index.ts'
import { fixtureRules, runCli } from './terminal.ts'

const rules = await loadRules(fixtureRules)

type Says = Scalar | null | undefined | 'stop' | 'back' | 'change' | 'enough'

/** Someone who knows some facts, and remembers what was asked, told and said. `says` gives what they do instead, a thing after another; of offers they take what `wants` names, else the first. */
const someone = (
  knows: Readonly<Record<string, Says>>,
  { wants = [] as readonly (RegExp | 'stop')[], says = {} as Record<string, Says[]> } = {},
) => {
  const asked: PromptQuestion[] = []
  const said: string[] = []
  const told: string[] = []
  const offered: (readonly string[])[] = []
  const prompter: Prompter = {
    ask: async (question): Promise<PromptReply> => {
      const { name } = question.fact
      asked.push(question)
      const value = says[name]?.shift() ?? knows[name]
      if (value === 'stop' || value === 'back' || value === 'change' || value === 'enough') return { kind: value }
      if (value === undefined) return { kind: 'skip' }
      return value === null ? { kind: 'not-known' } : { kind: 'answer', value }
    },
    choose: async (message, options) => {
      told.push(message)
      const wanted = wants[offered.push(options) - 1]
      if (wanted === 'stop') return undefined
      return wanted === undefined ? 0 : options.findIndex(one => wanted.test(one))
    },
    tell: message => void told.push(message),
    say: message => void said.push(message),
  }
  return { asked, said, told, offered, prompter, names: () => asked.map(one => one.fact.name) }
}

const ask = async (person: ReturnType<typeof someone>, ...options: string[]) =>
  runCli(['ask', 'short-day', ...options], { prompter: person.prompter })
const json = (text: string): Decision => JSON.parse(text) as Decision
const decided = (facts: Readonly<Record<string, Scalar | null>>): string =>
  explain(rules, rules.evaluate({ decision: 'short-day', asOf: '2026-11-22', facts }) as Decision, {
    format: 'text',
    detail: 'short',
    rest: '--full',
  })

describe('ask', () => {
  it('asks until the answer is determined, and no further', async () => {
    const person = someone({ ageYears: 3, careStatus: 'never' })
    const ran = await ask(person)
    expect(ran).toEqual({ code: 0, stderr: '', stdout: decided({ ageYears: 3, careStatus: 'never' }) })
    expect(person.names().sort()).toEqual(['ageYears', 'careStatus'])
  })

  it('says what it is about and how far it is, and counts nothing down', async () => {
    const person = someone({ ageYears: 3, careStatus: 'never' })
    await ask(person)
    expect(person.told[0]).toMatch(/\nBy the rules of .+ on 22 November 2026\.\nYou are asked only what can change/)
    expect(person.told[0]?.startsWith(rules.decisions[0]!.question)).toBe(true)
    expect(person.asked.map(one => one.progress).join()).toMatch(/^question 1/)
    expect(JSON.stringify([person.told, person.asked])).not.toMatch(/still matter/)
  })

  it('asks nothing that was given, and nothing that cannot change the answer', async () => {
    const person = someone({ careStatus: 'looked-after', planMade: true })
    const ran = await ask(person, '--set', 'ageYears=9', '--set', 'parentAgrees=false', '--format', 'json')
    expect(person.asked).toEqual([])
    expect(json(ran.stdout)).toMatchObject({ answer: 'not-permitted' })
  })

  it('keeps what is not known apart from what was skipped, and asks neither again', async () => {
    const person = someone({ ageYears: null, careStatus: undefined })
    const ran = await ask(person, '--format', 'json')
    expect(new Set(person.names()).size).toBe(person.asked.length)
    const decision = json(ran.stdout)
    expect(decision.status).toBe('undetermined')
    const stateOf = (fact: string) => decision.missing.find(one => one.fact === fact)?.state
    for (const fact of person.names()) expect(stateOf(fact)).toBe(fact === 'ageYears' ? 'not-known' : 'not-asked')
  })

  it('says why a reply cannot be, and asks again', async () => {
    const person = someone({ ageYears: 9, parentAgrees: false }, { says: { ageYears: [19] } })
    const ran = await ask(person, '--set', 'careStatus=looked-after', '--set', 'planMade=true', '--format', 'json')
    expect(json(ran.stdout).answer).toBe('not-permitted')
    expect(person.said).toEqual(['Nobody is looked after at 18 or over.'])
    expect(person.names()).toEqual(['parentAgrees', 'ageYears', 'ageYears'])
  })

  it('decides nothing when it is stopped, at a question or at an offer', async () => {
    const stopped = { code: 2, stdout: '', stderr: 'Stopped; nothing was decided.\n' }
    const all = { ageYears: 'stop', careStatus: 'stop', parentAgrees: 'stop', planMade: 'stop' } as const
    expect(await ask(someone(all))).toEqual(stopped)
    expect(await ask(someone({ ageYears: 3, careStatus: 'never' }, { wants: ['stop'] }))).toEqual(stopped)
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
    for (const decision of ['remit', 'reduced-timetable'])
      for (const reply of [null, undefined]) {
        const person = someone({}, { wants: [/Go on/] })
        const prompter: Prompter = {
          ...person.prompter,
          ask: async question => {
            await person.prompter.ask(question)
            return reply === null ? { kind: 'not-known' } : { kind: 'skip' }
          },
        }
        const ran = await runCli(['ask', decision, '--authority', 'luton'], { env: {}, prompter })
        expect(ran.code).toBe(0)
        expect(new Set(person.names()).size).toBe(person.asked.length)
      }
  })
})

describe('ask, once an answer was given', () => {
  const knows = { ageYears: 9, careStatus: 'looked-after', parentAgrees: true, planMade: true }

  it('goes back to the question before, but not before the first', async () => {
    const person = someone(knows, { says: { planMade: ['back'] } })
    const ran = await ask(person)
    expect(person.names()).toEqual(['ageYears', 'parentAgrees', 'careStatus', 'planMade', 'careStatus', 'planMade'])
    expect(person.asked.map(one => one.hasEarlier)).toEqual([false, true, true, true, true, true])
    expect(ran.stdout).toBe(decided(knows))
  })

  it('changes any earlier answer, by a list of what was said, and says what is taken out', async () => {
    const person = someone(knows, {
      wants: [/Change/, /looked after/],
      says: { careStatus: ['looked-after', 'never'] },
    })
    const ran = await ask(person)
    expect(person.offered[1]).toEqual([
      'How old is the child? 9.',
      'Does the parent agree? Yes.',
      'Is the child looked after? The child is looked after.',
      'Is a plan made? Yes.',
      'None: go on as it is',
    ])
    expect(person.names().slice(4)).toEqual(['careStatus'])
    expect(person.said).toEqual(['Taken out, as it does not arise any more: your answer to “Is a plan made?”'])
    expect(ran.stdout).toBe(decided({ ageYears: 9, careStatus: 'never', parentAgrees: true }))
  })

  it('shows what can be said now, if that is enough', async () => {
    const person = someone(knows, { says: { planMade: ['enough'] } })
    const ran = await ask(person)
    expect(ran).toEqual({
      code: 0,
      stderr: '',
      stdout: decided({ ageYears: 9, parentAgrees: true, careStatus: 'looked-after' }),
    })
  })

  it('can be asked for the list and left as it is', async () => {
    const person = someone(knows, { wants: [/Change/, /None/] })
    expect((await ask(person)).stdout).toBe(decided(knows))
  })

  it('offers, at the first failure, to go on and list everything', async () => {
    const person = someone({ ...knows, parentAgrees: false, planMade: false }, { wants: [/Go on/] })
    const ran = await ask(person, '--set', 'ageYears=9', '--set', 'careStatus=looked-after', '--format', 'json')
    expect(person.told.join('\n')).toMatch(/the first thing that stands in the way/)
    expect(person.asked.map(one => one.progress)).toContain('question 2, for the whole list')
    expect(json(ran.stdout).requirements.every(one => one.status === 'unmet')).toBe(true)
    expect(json(ran.stdout).requirements).toHaveLength(2)
  })
})

describe('what is typed', () => {
  const fact = (name: string) => rules.rulebook.factsByName.get(name)!
  const typed = (name: string, text?: string, hasEarlier = true) =>
    readTyped({ fact: fact(name), progress: '', hasEarlier }, text)

  it('is a value, a “not known”, a skip, a way back or nothing that can be taken', () => {
    expect(typed('ageYears', ' 14 ')).toEqual({ kind: 'answer', value: 14 })
    expect(typed('startsOn', '2027-01-02')).toEqual({ kind: 'answer', value: '2027-01-02' })
    expect(typed('ageYears', '?')).toEqual({ kind: 'not-known' })
    expect(typed('ageYears', 'Skip')).toEqual({ kind: 'skip' })
    expect(typed('ageYears', 'enough', false)).toEqual({ kind: 'enough' })
    expect(typed('ageYears', 'back')).toEqual({ kind: 'back' })
    expect(typed('ageYears', 'change')).toEqual({ kind: 'change' })
    expect(typed('ageYears', 'back', false)).toBeUndefined()
    for (const text of [undefined, '', ' ', '26', '-1', '1.5', 'ten']) expect(typed('ageYears', text)).toBeUndefined()
    for (const text of ['2027-02-30', '2/1/2027', '14']) expect(typed('startsOn', text)).toBeUndefined()
  })
})

describe('at a terminal', () => {
  const fact = (name: string) => rules.rulebook.factsByName.get(name)!
  const down = '\u001B[B'
  /** The reply to a question if these keys are pressed, one after another. */
  const pressing = async (name: string, keys: readonly string[]) => {
    const [input, output] = [new PassThrough(), new PassThrough()]
    const shown: string[] = []
    output.on('data', part => shown.push(String(part)))
    const reply = clackPrompter(input, output).ask({ fact: fact(name), progress: 'question 1', hasEarlier: true })
    const typing = (async () => {
      for (const key of keys) {
        await new Promise(resolve => setImmediate(() => setImmediate(resolve)))
        input.write(key)
      }
    })()
    const found = await reply
    await typing
    return { reply: found, shown: shown.join('') }
  }

  it('Enter alone never answers: no yes, no word, no number, no date', async () => {
    for (const name of ['parentAgrees', 'careStatus', 'ageYears', 'startsOn']) {
      const { reply } = await pressing(name, ['\r', '\r', '\r', '\u0003'])
      expect(reply).toEqual({ kind: 'stop' })
    }
    expect((await pressing('parentAgrees', ['\r', '\u0003'])).shown).toContain('Nothing was chosen.')
  })

  it('an answer, and each way out of one, is chosen or typed', async () => {
    const choosing = async (steps: number) => (await pressing('parentAgrees', [...Array(steps).fill(down), '\r'])).reply
    expect(await choosing(1)).toEqual({ kind: 'answer', value: true })
    expect(await choosing(2)).toEqual({ kind: 'answer', value: false })
    expect(await choosing(3)).toEqual({ kind: 'not-known' })
    expect(await choosing(4)).toEqual({ kind: 'skip' })
    expect(await choosing(5)).toEqual({ kind: 'enough' })
    expect(await choosing(6)).toEqual({ kind: 'back' })
    expect(await choosing(7)).toEqual({ kind: 'change' })
    expect((await pressing('careStatus', [down, down, '\r'])).reply).toEqual({ kind: 'answer', value: 'never' })
    expect((await pressing('ageYears', ['9', '\r'])).reply).toEqual({ kind: 'answer', value: 9 })
    expect((await pressing('ageYears', ['99', '\r', '\u0003'])).reply).toEqual({ kind: 'stop' })
  })
})
