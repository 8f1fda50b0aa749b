import { loadRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { beforeAll, describe, expect, it } from 'vitest'
import { type DecideOutcome, findInThread } from '../src/index.ts'
import { connected, textOf } from './connected.ts'

const rules: Rules = await loadRules()
let server: Awaited<ReturnType<typeof connected>>
beforeAll(async () => {
  server = await connected(rules)
})

const timetable = {
  decision: 'reduced-timetable',
  authority: 'luton',
  facts: { careStatus: 'looked-after', ageYears: 14, timetableReason: 'medical', parentAgrees: false },
}

describe('the server', () => {
  it('has five tools, which only read', () => {
    expect(server.tools.map(one => one.name)).toEqual(['decide', 'missing', 'why-not', 'rule', 'source'])
    for (const { annotations, outputSchema } of server.tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false })
      expect(outputSchema?.type).toBe('object')
    }
  })

  it('offers nothing else: no resources, no prompts, no messages of its own', () => {
    expect(server.client.getServerCapabilities()).toEqual({ tools: {} })
    expect(server.client.getInstructions()).toMatch(/Unknown is never no/)
  })

  it('refuses a tool that it does not have, and repeats nothing', async () => {
    await expect(server.call('canary-tool', {})).rejects.toThrow(
      /no tool of that name\. Tools: decide, missing, why-not/,
    )
    for (const name of ['__proto__', 'constructor', 'toString'])
      await expect(server.call(name, {})).rejects.toThrow(/no tool of that name/)
  })
})

describe('decide', () => {
  it('has no trace unless it is asked for', async () => {
    const [without, whole] = [
      await server.call('decide', timetable),
      await server.call('decide', { ...timetable, trace: 'full' }),
    ]
    expect(without.structuredContent).toMatchObject({ result: { answer: 'not-permitted', trace: null } })
    expect(whole.structuredContent).toMatchObject({ result: { answer: 'not-permitted', trace: { facts: {} } } })
    expect(textOf(whole)).toBe(textOf(without))
    expect(Object.keys(without.structuredContent!)).toEqual(['result'])
  })

  it('goes on from a question that was asked and is not known', async () => {
    const facts = { careStatus: 'looked-after', ageYears: 14, shortBreaksOnly: false, parentAgrees: null }
    const text = textOf(await server.call('decide', { ...timetable, facts }))
    expect(text).toMatch(/^Not known yet\./)
    const all = await server.call('missing', { ...timetable, facts })
    const { missing } = all.structuredContent as {
      readonly missing: readonly { readonly fact: string; readonly state: string }[]
    }
    expect(missing.find(one => one.fact === 'parentAgrees')?.state).toBe('not-known')
  })
})

const kept = { id: '0192a3b4-0000-7000-8000-000000000000', recordedAt: '2026-11-22T12:00:00.000Z', receipt: '{"v":1}' }

describe('who keeps decisions', () => {
  const tools = [
    ['decide', timetable],
    ['missing', timetable],
    ['why-not', { ...timetable, wanted: 'not-permitted' }],
  ] as const

  it.each(tools)('is asked by %s, and its record goes with the answer', async (name, given) => {
    const asked: unknown[] = []
    const { call } = await connected(rules, {
      decide: async request => {
        asked.push(request)
        return {
          kind: 'decided',
          text: rules.evaluateToJson({ ...timetable, asOf: '2026-11-22', trace: 'none' }).text,
          kept,
        }
      },
    })
    const result = await call(name, given)
    expect(asked).toEqual([{ ...timetable, trace: 'none' }])
    expect(result.structuredContent).toMatchObject({ ...kept, receipt: { v: 1 } })
    expect(textOf(result)).toMatch(new RegExp(`\\n\\nRecorded as ${kept.id}\\.$`))
  })

  it.each(tools)('is told by %s to have failed, and nothing is given out', async (name, given) => {
    const outcome: DecideOutcome = { kind: 'failed', reason: 'It cannot be kept.' }
    const { call } = await connected(rules, { decide: async () => outcome })
    expect(await call(name, given)).toEqual({
      content: [{ type: 'text', text: 'It cannot be kept.' }],
      isError: true,
    })
  })

  it('loses what a fault says, which may quote a fact', async () => {
    const decide = () => Promise.reject(new Error('canary'))
    const { call } = await connected(rules, { decide })
    await expect(call('decide', timetable)).rejects.toThrow(/^MCP error -32603: (?!.*canary)/)
  })

  it('is not asked for a search that there is no room for', async () => {
    let asked = 0
    const { call } = await connected(rules, {
      findWhyNot: { takePlace: () => undefined },
      decide: async () => {
        asked += 1
        return { kind: 'failed', reason: 'none' }
      },
    })
    const result = await call('why-not', { ...timetable, wanted: 'permitted' })
    expect(result.isError).toBe(true)
    expect(textOf(result)).toMatch(/Nothing was decided; ask again/)
    expect(asked).toBe(0)
  })
})

describe('what is refused', () => {
  const canary = 'Canary Jones 1.1.2011'
  const facts = { careStatus: canary, ageYears: canary, dateOfBirth: canary, [canary]: true, carestatus: 'never' }
  const wrong: readonly (readonly [string, object])[] = [
    ['decide', { decision: canary, authority: canary, asOf: canary, trace: canary, facts, [canary]: canary }],
    ['decide', { decision: 'remit', facts: canary }],
    ['decide', { decision: 'remit', facts: [canary] }],
    ['decide', { decision: ['remit', canary], facts: {} }],
    ['decide', { decision: 'remit', authority: canary, facts: { careStatus: { [canary]: canary } } }],
    ['decide', { decision: 'remit', facts: { childName: canary } }],
    ['decide', {}],
    ['missing', { decision: canary, facts, wanted: canary }],
    ['missing', { decision: 'remit', facts: {}, trace: 'full' }],
    ['why-not', { decision: canary, facts, wanted: canary }],
    ['why-not', { decision: 'remit', facts: {}, wanted: canary }],
    ['why-not', { decision: 'remit', facts: {}, wanted: 'permitted' }],
    ['why-not', { decision: 'remit', facts: {}, wanted: [canary] }],
    ['why-not', { decision: 'remit', facts: {} }],
    ['rule', { name: canary }],
    ['rule', { name: [canary] }],
    ['rule', { [canary]: canary }],
    ['source', { id: canary, note: canary }],
    ['source', {}],
  ]

  it.each(wrong.map(([name, given], i) => [i, name, given] as const))(
    '%i %s: with issues, without what was sent',
    async (_, name, given) => {
      const result = await server.call(name, given)
      expect(result.isError).toBe(true)
      const { issues } = result.structuredContent as { readonly issues: readonly { readonly code: string }[] }
      expect(issues.length).toBeGreaterThan(0)
      expect(JSON.stringify(result)).not.toMatch(/canary|jones|2011/i)
      expect(textOf(result).split('\n')).toHaveLength(issues.length + 1)
    },
  )

  it('names every issue at once, each with the nearest right word, which is said once', async () => {
    const facts = { carestatus: 'never', setting: 'acadamy' }
    const text = textOf(await server.call('decide', { decision: 'remitt', authority: 'lutn', facts }))
    for (const word of ['remit', 'luton', 'careStatus', 'academy'])
      expect(text.split(`Did you mean “${word}”?`), word).toHaveLength(2)
  })
})

describe('rule and source', () => {
  it('lead from a decision to the text that it rests on', async () => {
    const { structuredContent } = await server.call('decide', timetable)
    const { result } = structuredContent as {
      readonly result: { readonly requirements: readonly { readonly because: readonly string[] }[] }
    }
    const names = [...new Set(result.requirements.flatMap(one => one.because))]
    expect(names.length).toBeGreaterThan(3)
    for (const name of names) {
      const told = await server.call('rule', { name })
      const { editions } = told.structuredContent as {
        readonly editions: readonly {
          readonly title: string
          readonly citations: readonly { readonly source: string }[]
        }[]
      }
      expect(textOf(told)).toContain(editions[0]!.title)
      for (const { source } of editions.flatMap(one => one.citations)) {
        const cited = await server.call('source', { id: source })
        expect(cited.structuredContent).toMatchObject({ source: { id: source } })
        expect(textOf(cited)).toContain(`- ${name}`)
      }
    }
  })

  it('tell every rule and every source', async () => {
    for (const name of new Set(rules.rules.map(one => one.name)))
      expect((await server.call('rule', { name })).structuredContent).toMatchObject({ name })
    for (const { id } of rules.sources)
      expect((await server.call('source', { id })).structuredContent).toMatchObject({ source: { id } })
  })
})

describe('the place of a search', () => {
  const given = { ...timetable, wanted: 'permitted' }
  const failing = { kind: 'failed', reason: 'none' } as const
  const search = () => Promise.reject(new Error('canary'))

  it.each([
    ['is refused', { ...given, facts: { careStatus: 'none' } }, undefined],
    ['cannot be kept', given, async (): Promise<DecideOutcome> => failing],
    ['fails', given, undefined],
  ])('is given back if what was asked %s', async (_, wrong, decide) => {
    let taken = 0
    const end = () => {
      taken -= 1
    }
    const takePlace = () => {
      taken += 1
      return { find: search, end }
    }
    const { call } = await connected(rules, { findWhyNot: { takePlace }, ...(decide && { decide }) })
    await call('why-not', wrong).catch(() => {})
    expect(taken).toBe(0)
  })

  it('is there for one at a time, before anything is decided', async () => {
    const findWhyNot = findInThread()
    const first = findWhyNot.takePlace()
    expect([first === undefined, findWhyNot.takePlace()]).toEqual([false, undefined])
    first?.end()
    expect(findWhyNot.takePlace()).toBeDefined()
  })
})
