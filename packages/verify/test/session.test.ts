import { Worker } from 'node:worker_threads'
import { loadRules } from '@virtual-school/rules'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSession, type Session } from '../src/session.ts'
import { and, equal, int, notTerm } from '../src/smt/terms.ts'

const { rulebook } = await loadRules()

describe('a session', () => {
  let session: Session
  beforeAll(async () => {
    session = await openSession()
  })
  afterAll(() => session.close())

  it('answers many questions in their order', async () => {
    const request = session.request(rulebook, 'a')
    const { value, known } = request.facts.get('ageYears')!
    const age = (years: number) => equal(value, int(years))
    expect(
      await session.askAll([[age(3)], [age(3), age(4)], [known, notTerm(known)], [age(26)], [known], [age(25), known]]),
    ).toEqual(['found', 'none', 'none', 'none', 'found', 'found'])
  })

  it('gives the case that it found, and none where there is none', async () => {
    const request = session.request(rulebook, 'b')
    const { value, known } = request.facts.get('ageYears')!
    const found = await session.find([known, equal(value, int(12))], request)
    expect(found).toMatchObject({ kind: 'found', found: [{ facts: { ageYears: 12 } }] })
    expect(
      await session.find([and(known, notTerm(known)), equal(value, int(12)), equal(value, int(13))], request),
    ).toEqual({
      kind: 'none',
    })
  })

  it('holds what was added for a while, for so long', async () => {
    const { value } = session.request(rulebook, 'c').facts.get('ageYears')!
    await session.within(async () => {
      session.add(equal(value, int(1)))
      expect(await session.ask([equal(value, int(2))])).toBe('none')
    })
    expect(await session.ask([equal(value, int(2))])).toBe('found')
  })

  it('complains of what the solver does not understand', async () => {
    await expect(session.ask(['no-such-term'])).rejects.toThrow('did not understand')
  })
})

/** Every answer’s question of one decision, for a few authorities, with a bound of so many milliseconds. */
const askHard = async (timeoutMs: number) => {
  const session = await openSession({ timeoutMs })
  const request = session.request(rulebook, 'r')
  const hard = [...rulebook.authorities.values()]
    .slice(0, 2)
    .flatMap(authority =>
      [
        ...session.question({ rulebook, authority, decision: rulebook.decisions.get('sign-off')! }, request).exact(),
      ].map(([, one]) => [one.determined]),
    )
  const impossible = ['false']
  const answers = await session.askAll([impossible, ...hard, impossible])
  const again = await session.askAll(hard)
  const spentMs = session.spentMs()
  await session.close()
  return { count: hard.length, answers, again, spentMs }
}

/** Does some work while two threads keep the processor busy. */
const beside = async <T>(work: () => Promise<T>): Promise<T> => {
  const busy = Array.from({ length: 2 }, () => new Worker('for (;;);', { eval: true }))
  try {
    return await work()
  } finally {
    await Promise.all(busy.map(one => one.terminate()))
  }
}

it('a question that uses up its steps is undecided, the same ones on a busy machine, and nothing of it is left behind', async () => {
  const tight = await askHard(1)
  expect(tight.answers).toHaveLength(tight.count + 2)
  expect(tight.answers.slice(1, -1)).toContain('undecided')
  // Each of these can be so: to have been broken off must never make it seem impossible.
  expect(tight.answers.slice(1, -1)).not.toContain('none')
  expect(tight.again).not.toContain('none')
  expect(await beside(() => askHard(1))).toEqual(tight)
})
