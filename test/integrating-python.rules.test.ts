import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadRules } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { failingTwice, startForPrograms } from './support/client-programs.ts'
import { makeFolder } from './support/folder.ts'
import { expectOutput, fencesIn, outputOf } from './support/markdown.ts'

const page = 'docs/integrating-python.md'
const fences = fencesIn(page)
const blocks = fences.filter(one => one.language === 'python')
const rules = await loadRules()

const { status, stdout } = spawnSync('python3', ['-c', 'import sys; print(sys.version_info >= (3, 10))'], {
  encoding: 'utf8',
})
const hasPython = status === 0 && stdout.trim() === 'True'
if (!hasPython) console.log(`Skipped: there is no Python 3.10 here, so the programs of ${page} are not run.`)

const server = await startForPrograms()
const folder = await makeFolder()

const runPython = (
  program: string,
  url: string,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  const file = join(folder, 'program.py')
  writeFileSync(file, program)
  const env = { ...process.env, VIRTUAL_SCHOOL_URL: url, PYTHONIOENCODING: 'utf8' }
  return new Promise(resolve => {
    execFile('python3', [file], { env }, (error, out, err) => resolve({ code: error === null ? 0 : 1, out, err }))
  })
}

describe('the program in Python', () => {
  it.runIf(hasPython)('prints what stands below each block', async () => {
    const mark = '-- the next block --'
    const program = blocks.map(one => `${one.text}\nprint(${JSON.stringify(mark)})\n`).join('')
    const ran = await runPython(program, server.url)
    expect(ran).toMatchObject({ code: 0, err: '' })
    const printed = ran.out.split(`${mark}\n`)
    expect(blocks.length).toBeGreaterThan(4)
    for (const [i, block] of blocks.entries()) expectOutput(printed[i]!, outputOf(fences, block) ?? '')
  })

  it.runIf(hasPython)('sends again with the same key until there is an answer', async () => {
    const { url, keys } = await failingTwice(server.url)
    const asking =
      'answered = decide("remit", "luton", {"careStatus": "never"}, actor="staff-0142")\nprint(answered.id)\n'
    const waits = 'WAITS = [0, 0, 0, 0]\n'
    const ran = await runPython(
      blocks
        .slice(0, 2)
        .map(one => one.text)
        .join('\n') +
        waits +
        asking,
      url,
    )
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    const again = await fetch(`${server.url}/decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': keys[0]!, 'x-actor': 'staff-0142' },
      body: JSON.stringify({ decision: 'remit', authority: 'luton', trace: 'none', facts: { careStatus: 'never' } }),
    })
    expect(((await again.json()) as { readonly id: string }).id).toBe(ran.out.trim())
  })

  it('has the words of the rules', () => {
    const whole = blocks.map(one => one.text).join('\n')
    const wordsAfter = (name: string): readonly string[] => {
      const found = new RegExp(`\\b${name}(?: =|:) Literal\\[([^\\]]*)\\]`).exec(whole)?.[1] ?? ''
      return [...found.matchAll(/"([^"]+)"/g)].map(one => one[1]!)
    }
    const decisions = wordsAfter('Decision')
    expect(decisions.length).toBeGreaterThan(2)
    expect(rules.decisions.map(one => one.id)).toEqual(expect.arrayContaining([...decisions]))
    expect(rules.authorities.map(one => one.id).sort()).toEqual([...wordsAfter('Authority')].sort())
    for (const name of ['careStatus', 'socialWorker', 'timetableReason']) {
      const fact = rules.facts.find(one => one.name === name)
      expect(wordsAfter(name)).toEqual(fact?.values?.map(one => one.value))
    }
    const typed = [...whole.matchAll(/^ {4}(\w+): (int|bool|Literal)/gm)].map(one => [one[1], one[2]])
    const kinds = { integer: 'int', boolean: 'bool', enum: 'Literal', date: 'str' }
    const known = new Map(rules.facts.map(one => [one.name, kinds[one.type]]))
    expect(typed.length).toBeGreaterThan(4)
    for (const [name, kind] of typed) if (name !== 'status') expect([name, known.get(name!)]).toEqual([name, kind])
  })
})
