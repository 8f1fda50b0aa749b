import { scenariosOf } from '@virtual-school/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import { realRequests, realRules as rules } from '../../rules/test/support/law.ts'
import { renderRows, rowPartsOf, toRow } from '../src/commands/batch/csv-out.ts'
import type { Job } from '../src/commands/batch/job.ts'
import { createWork } from '../src/commands/batch/work.ts'
import type { InputLine } from '../src/requests/lines.ts'
import { applyDefaults, readRequests } from '../src/requests/read-requests.ts'

// The rows of a batch are made of columns, many lines at once. Here each is made of the whole decision about its line.

const jobFrom = (from: Job['from'], headings: readonly string[], facts: Job['facts'] = {}): Job => ({
  rulesDirectory: realDirectory,
  engine: 'compiled',
  to: 'csv',
  from,
  headings,
  defaults: { asOf: '2026-11-22', decision: 'remit' },
  facts,
})

const tally = { determined: 0, undetermined: 0, refused: 0, missing: 0 }

const fromWholeDecisions = (job: Job, lines: readonly InputLine[]): string =>
  renderRows(
    readRequests(rules, job, lines).map(({ number, read }) => {
      const found = read.ok ? rules.evaluate(applyDefaults(job, read.value)) : { issues: read.issues }
      tally['issues' in found ? 'refused' : found.status] += 1
      if (!('issues' in found) && found.missing.length > 1) tally.missing += 1
      return toRow(number, 'issues' in found ? found : rowPartsOf(found))
    }),
  )

const numbered = (texts: readonly string[]): readonly InputLine[] => texts.map((text, i) => ({ number: i + 2, text }))

const expectSame = async (job: Job, lines: readonly InputLine[]): Promise<void> => {
  const { text } = await (await createWork(rules, job))(lines)
  expect(text).toBe(fromWholeDecisions(job, lines))
}

/** Lines that are refused, each in another way. */
const badLines = [
  '{"facts":',
  '7',
  '{}',
  '{"facts":[]}',
  '{"facts":{"ageYear":3}}',
  '{"facts":{"ageYears":"3"}}',
  '{"facts":{"ageYears":-1}}',
  '{"facts":{"careStatus":"cared-for"}}',
  '{"facts":{"dateOfBirth":"2026-11-23"}}',
  '{"facts":{"dateOfBirth":"2014-02-30"}}',
  '{"facts":{},"extra":1}',
  '{"facts":{},"trace":"some"}',
  '{"facts":{},"authority":null}',
  '{"facts":{},"authority":"atlantis"}',
  '{"facts":{},"asOf":"2026-02-30"}',
  '{"facts":{},"asOf":20261122}',
  '{"facts":{},"decision":"remitt"}',
]
/** Lines that are answered, though they are not as others are. */
const oddLines = [
  '{"facts":{}}',
  '{"facts":{"ageYears":null,"careStatus":null}}',
  '{"facts":{"ageYears":-0}}',
  '{"facts":{},"trace":"full"}',
  '{"facts":{"careStatus":"looked-after"},"authority":"luton"}',
]

/** Requests about one question or two, as in a file: of each about as many as are worth answering together, or more. */
const someRequests = fc
  .array(realRequests, { minLength: 1, maxLength: 12 })
  .chain(requests =>
    fc.array(
      fc.record({
        question: fc.constantFrom(...requests.slice(0, 2)),
        facts: fc.constantFrom(...requests.map(one => one.facts)),
      }),
      { minLength: 90, maxLength: 160 },
    ),
  )
  .map(drawn => drawn.map(({ question, facts }) => ({ ...question, facts })))

test('rows of NDJSON are those of whole decisions, byte for byte', async () => {
  // Of each so many that they stand among lines that are answered together.
  const often = Array.from({ length: 20 }, () => [...badLines, ...oddLines]).flat()
  await expectSame(jobFrom('ndjson', []), numbered(often))
  await fc.assert(
    fc.asyncProperty(
      someRequests,
      fc.array(fc.constantFrom(...badLines, ...oddLines), { maxLength: 4 }),
      async (requests, others) =>
        expectSame(
          jobFrom('ndjson', [], { lookedAfterByThisAuthority: true }),
          numbered([...requests.map(one => JSON.stringify(one)), ...others].sort()),
        ),
    ),
    { numRuns: runs(4) },
  )
  expect(Math.min(...Object.values(tally))).toBeGreaterThan(0)
})

test('rows of CSV are, too', () =>
  fc.assert(
    fc.asyncProperty(someRequests, fc.constantFrom('', '"', ' '), async (requests, around) => {
      const names = [...new Set(requests.flatMap(one => Object.keys(one.facts)))]
      const cell = (value: unknown) => `${around}${value === undefined ? '' : String(value)}${around}`
      const lines = requests.map(({ decision, authority, asOf, facts }) =>
        [decision, authority, asOf, ...names.map(name => facts[name])].map(cell).join(','),
      )
      await expectSame(
        jobFrom('csv', ['decision', 'authority', 'asOf', ...names]),
        numbered([...lines, 'remit,luton', `${lines[0]},x`]),
      )
    }),
    { numRuns: runs(4) },
  ))

test('no whole decision is made for a row unless its line is refused', async () => {
  const question = { decision: 'reduced-timetable', authority: 'luton', asOf: '2026-11-22' }
  const requests = fc
    .sample(realRequests, { numRuns: 400, seed: 2026 })
    .map(one => ({ ...question, facts: one.facts }))
    .filter(one => !('issues' in rules.evaluate({ ...one, trace: 'none' })))
  expect(requests.length).toBeGreaterThan(100)
  const neverAsked = {
    ...rules,
    evaluate: () => {
      throw new Error('asked for a whole decision')
    },
  }
  const lines = numbered(requests.map(one => JSON.stringify(one)))
  const job = jobFrom('ndjson', [])
  expect((await (await createWork(neverAsked, job))(lines)).text).toBe(fromWholeDecisions(job, lines))
})

test('the scenarios of all authorities are answered as rows as whole decisions are', async () => {
  const job = jobFrom('ndjson', [])
  const scenarios = scenariosOf(rules)
  for (const [i, { id: decision }] of rules.decisions.entries()) {
    const about = scenarios.filter(one => one.request.decision === decision)
    for (const { id: authority } of [0, 1, 2].map(k => rules.authorities[(i + k) % rules.authorities.length]!)) {
      const lines = about.map(({ request: { asOf, facts } }) => JSON.stringify({ decision, authority, asOf, facts }))
      await expectSame(job, numbered(lines))
    }
  }
})
