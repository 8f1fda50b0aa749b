import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkRules, type Issue, loadRules } from '@virtual-school/rules'
import { directorySchemas } from '@virtual-school/rules/internal'
import { describe, expect, it } from 'vitest'
import { runCli } from '../packages/cli/test/terminal.ts'
import { inCheckout } from '../scripts/places.mjs'
import { type Mark, marksIn } from './support/editor.ts'
import { makeFolder } from './support/folder.ts'

/** One slip in a small directory of rules: what is wrong, in which file, and how it comes about. */
interface Slip {
  readonly id: string
  readonly wrong: string
  readonly file: string
  /** Of a slip in a file that is there: the words, and what stands in their place. */
  readonly from?: string
  readonly to?: string
  /** Of a file as a whole: what it says, of which it is a copy, or how it is saved. */
  readonly text?: string
  readonly copyOf?: string
  readonly encoding?: 'utf16le'
  /** If the rules cannot say it where it was made: the line at which they do. */
  readonly saidAt?: number
}

const sound = inCheckout('test/fixtures/broken/rules')
const slips = JSON.parse(readFileSync(inCheckout('test/fixtures/broken/slips.json'), 'utf8')) as readonly Slip[]

/** A copy of the sound directory, with its schemas as “virtual-school schema” writes them. */
const makeRules = async (): Promise<string> => {
  const folder = await makeFolder()
  cpSync(sound, folder, { recursive: true })
  mkdirSync(join(folder, 'schema'))
  const { rulebook } = await loadRules(folder, { whole: true })
  for (const [kind, schema] of Object.entries(directorySchemas(rulebook)))
    writeFileSync(join(folder, `schema/${kind}.schema.json`), JSON.stringify(schema))
  return folder
}

const soundText = (file: string): string => readFileSync(join(sound, file), 'utf8')

const brokenText = ({ id, file, from, to = '', text, copyOf, encoding }: Slip): string => {
  if (from === undefined) return text ?? soundText(encoding === undefined ? copyOf! : file)
  const whole = soundText(file)
  if (whole.split(from).length !== 2) throw new Error(`What ${id} changes does not stand once in ${file}.`)
  return whole.replace(from, () => to)
}

/** The lines that a slip changes, the first and the last, counted from 1; of a file as a whole, all of them. */
const linesOf = (slip: Slip): readonly [number, number] => {
  if (slip.from === undefined) return [0, Number.POSITIVE_INFINITY]
  const first = soundText(slip.file).split(slip.from)[0]!.split('\n').length
  return [first, first + slip.to!.split('\n').length - 1]
}

interface Outcome {
  readonly slip: Slip
  readonly issues: readonly Issue[]
  readonly marks: readonly Mark[]
}

/** What “virtual-school check” says of rules that can be read. */
const issuesOfCheck = async (folder: string): Promise<readonly Issue[]> => {
  const { stdout } = await runCli(['check', folder, '--quick', '--format', 'json'])
  return JSON.parse(stdout).issues ?? []
}

const tried = async (slip: Slip, folder: string): Promise<Outcome> => {
  const path = join(folder, slip.file)
  const text = brokenText(slip)
  writeFileSync(path, text, slip.encoding ?? 'utf8')
  try {
    const checked = await checkRules(folder, { whole: true })
    const issues = checked.ok ? await issuesOfCheck(folder) : checked.issues
    // An editor reads and writes any encoding.
    const marks = slip.encoding === undefined ? await marksIn(path, text) : []
    return { slip, issues, marks }
  } finally {
    rmSync(path)
    cpSync(sound, folder, { recursive: true })
  }
}

const folder = await makeRules()
const outcomes: Outcome[] = []
for (const slip of slips) outcomes.push(await tried(slip, folder))

describe('broken rules', () => {
  it('are made of rules that are sound, in which nothing is marked', async () => {
    expect(await checkRules(folder, { whole: true })).toMatchObject({ ok: true })
    const files = [...new Set(slips.filter(one => one.from !== undefined).map(one => one.file))]
    expect(files.length).toBeGreaterThan(10)
    for (const file of files) expect([file, await marksIn(join(folder, file), soundText(file))]).toEqual([file, []])
  })

  it.each(outcomes)('$slip.id: the rules are refused, with file and line: $slip.wrong', ({ slip, issues }) => {
    const [first, last] = slip.saidAt === undefined ? linesOf(slip) : [slip.saidAt, slip.saidAt]
    const isPlaced = issues.some(({ file, line = 0 }) => file === slip.file && first <= line && line <= last)
    // Of two files that say the same, one is named in its place and the other in the message.
    const isNamed = slip.copyOf !== undefined && issues.some(one => one.message.includes(`“${slip.file}”`))
    expect(isPlaced || isNamed, JSON.stringify(issues)).toBe(true)
  })

  it('are marked by an editor, three in four at least', () => {
    const unmarked = outcomes.filter(one => one.marks.length === 0).map(one => one.slip.id)
    const marked = outcomes.length - unmarked.length
    const inPlace = outcomes.filter(({ slip, marks }) => {
      const [first, last] = linesOf(slip)
      return marks.some(({ line }) => first <= line && line <= last)
    }).length
    console.log(
      `An editor marks ${marked} of ${outcomes.length} broken files, ${inPlace} in the line of the slip; all but: ${unmarked.join(', ')}.`,
    )
    expect(outcomes.length).toBeGreaterThanOrEqual(90)
    expect(inPlace / outcomes.length).toBeGreaterThanOrEqual(0.75)
  })
})
