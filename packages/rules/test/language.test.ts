import { afterAll, describe, expect, test } from 'vitest'
import { checkRules, type Issue, type IssueCode, issueCodes } from '../src/index.ts'
import { pathOf } from '../src/kernel/pointer.ts'
import { type BadCase, type CorpusCase, caseDirectory, casesIn, textsOf } from './support/corpus.ts'

/** What rule files are refused for and how they are told so: `corpus/bad` as data, each case the base and a change or two. */
const bad = await casesIn<BadCase>('bad')
const good = await casesIn<CorpusCase>('good')
const directory = await caseDirectory()
afterAll(directory.remove)

/** Words that mean something to a programmer alone. */
const hostWords = /undefined|NaN|Infinity|\[object|ZodError|TypeError|RangeError|function|regex|safeint|Invalid input/

const issuesOf = (one: CorpusCase): Promise<readonly Issue[]> =>
  directory.look(textsOf(one), async place => {
    const checked = await checkRules(place, { whole: true })
    return checked.ok ? [] : checked.issues
  })

/** An issue as the corpus writes it. */
const placed = ({ code, file, pointer, line, column, suggestion }: Partial<Issue>) => ({
  code,
  file,
  pointer,
  line,
  column,
  suggestion,
})

const withoutSpace = (text: string): string => text.replaceAll(/\s/g, '')

/** Whether a line and a column lead to the value at the pointer, or to the one around it where it is absent. */
const leadsThere = (text: string, { pointer, line, column }: Issue): boolean => {
  let value: unknown = JSON.parse(text)
  for (const key of pathOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) break
    value = (value as Record<string, unknown>)[key]
  }
  const lines = text.split('\n').slice(line! - 1)
  return withoutSpace(lines.join('\n').slice(column! - 1)).startsWith(withoutSpace(JSON.stringify(value)))
}

describe.each(bad)('refused: %s', (topic, cases) => {
  test.each(cases.map(one => [one.name, one] as const))('%s', async (_, one) => {
    const found = await issuesOf(one)
    const wanted = one.expect.map(({ says: _, file = one.file, ...rest }) => placed({ ...rest, ...(file && { file }) }))
    expect(found.map(placed)).toEqual(wanted)
    const texts = textsOf(one)
    found.forEach((issue, i) => {
      for (const words of one.expect[i]!.says) expect(issue.message).toContain(words)
      expect(issue.message).not.toMatch(hostWords)
      expect(issue.message).toMatch(/^[A-Z“].*[.?]$/)
      if (topic !== 'text.json' && issue.line !== undefined) {
        expect(leadsThere(String(texts.get(issue.file!)), issue)).toBe(true)
      }
    })
  })
})

describe.each(good)('accepted: %s', (_, cases) => {
  test.each(cases.map(one => [one.name, one] as const))('%s', async (_, one) => {
    expect(await issuesOf(one)).toEqual([])
  })
})

describe('the corpus', () => {
  /** Only a request, a record, a return or a whole directory can have these: `language-limits.test.ts` has the latter. */
  const elsewhere: readonly IssueCode[] = [
    'actor-required',
    'death-recorded',
    'not-proved',
    'personal-identifier',
    'unreadable',
    'unreachable-limit',
  ]

  test('has a case for every code that a file can raise', () => {
    const raised = new Set(bad.flatMap(([, cases]) => cases.flatMap(one => one.expect.map(issue => issue.code))))
    const never = Object.keys(issueCodes).filter(code => !raised.has(code as IssueCode))
    expect(never.sort()).toEqual([...elsewhere].sort())
  })

  test('says of every issue what is expected', () => {
    const silent = bad.flatMap(([, cases]) => cases.filter(one => one.expect.some(issue => issue.says.length === 0)))
    expect(silent.map(one => one.name)).toEqual([])
  })
})
