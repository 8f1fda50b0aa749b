import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { loadRules } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frozenDirectory } from '../../../test/support/real-rules.ts'
import { csvHeader, renderRows, rowPartsOf, toRow } from '../src/commands/batch/csv-out.ts'
import { run } from '../src/index.ts'
import { parseFact } from '../src/requests/facts.ts'
import { fixtureRules, runCli, sink } from './terminal.ts'

const linesCount = 20_000
const pieceLinesCount = 100
const cares = ['never', 'looked-after', null] as const
/** A line that can be told from its answer: the day of the decision counts the lines. */
const dayOf = (i: number): string => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)
const requestLine = (i: number): string =>
  i % 97 === 96
    ? '{"facts":{"nonsense":1}}\n'
    : `${JSON.stringify({ decision: 'short-day', authority: i % 2 ? 'england' : 'testshire', asOf: dayOf(i), facts: { ageYears: i % 17, careStatus: cares[i % 3], parentAgrees: i % 5 === 0 } })}\n`

const pieces = function* (count: number, made: (lines: number) => void = () => {}): Generator<Buffer> {
  for (let i = 0; i < count; i += pieceLinesCount) {
    made(i + pieceLinesCount)
    yield Buffer.from(Array.from({ length: pieceLinesCount }, (_, k) => requestLine(i + k)).join(''))
  }
}

/** Reads slowly, keeps nothing but a hash and a count, and looks up now and then. */
const slowReader = (lookUp: (lines: number) => void): { readonly stream: Writable; readonly hash: () => string } => {
  const hash = createHash('sha256')
  let lines = 0
  const stream = new Writable({
    highWaterMark: 16_384,
    write: async (part: Buffer, _encoding, done) => {
      hash.update(part)
      for (const byte of part) if (byte === 0x0a) lines += 1
      lookUp(lines)
      await setImmediate()
      done()
    },
  })
  return { stream, hash: () => hash.digest('hex') }
}

const terminal = {
  env: { RULES_DIR: fixtureRules },
  now: () => new Date('2026-11-22T12:00:00Z'),
  isTty: { stdin: false, stdout: false, stderr: false },
}

// Sources cannot run in a thread on every supported Node, so the thread’s program is bundled first.
const cache = fileURLToPath(new URL('../../../node_modules/.cache/virtual-school-cli', import.meta.url))
const workerFile = pathToFileURL(`${cache}/worker-${process.pid}.mjs`)
beforeAll(async () => {
  mkdirSync(cache, { recursive: true })
  await build({
    entryPoints: [fileURLToPath(new URL('../src/commands/batch/worker.ts', import.meta.url))],
    outfile: fileURLToPath(workerFile),
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@virtual-school/source'],
    mainFields: ['module', 'main'],
    external: ['piscina'],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: 'error',
  })
})
afterAll(() => rmSync(fileURLToPath(workerFile), { force: true }))

describe(`a batch of ${linesCount} lines`, () => {
  it('keeps their order', async () => {
    const ran = await runCli(['batch'], { stdin: Readable.from(pieces(linesCount)) })
    const results = ran.stdout
      .trimEnd()
      .split('\n')
      .map(text => JSON.parse(text) as { asOf?: string; line?: number })
    expect(results).toHaveLength(linesCount)
    results.forEach((result, i) => {
      if (i % 97 === 96) expect(result.line).toBe(i + 1)
      else expect(result.asOf).toBe(dayOf(i))
    })
    expect(ran.stderr).toMatch(/^20,000 lines\n/)
  })

  it('holds no more of them than are under way, however slowly results are read', async () => {
    setFlagsFromString('--expose_gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const heapBytes: number[] = []
    let [made, mostAhead, nextLook] = [0, 0, 2_000]
    const reader = slowReader(lines => {
      mostAhead = Math.max(mostAhead, made - lines)
      if (lines < nextLook) return
      nextLook += 2_000
      collectGarbage()
      heapBytes.push(process.memoryUsage().heapUsed)
    })
    const stdin = Readable.from(
      pieces(linesCount, lines => {
        made = lines
      }),
      { highWaterMark: 1 },
    )
    expect(
      await run(['batch', '--allow-refused'], { ...terminal, stdin, stdout: reader.stream, stderr: sink().stream }),
    ).toBe(0)
    expect(mostAhead).toBeLessThan(2_000)
    expect(heapBytes.length).toBeGreaterThan(5)
    expect(Math.max(...heapBytes) - heapBytes[0]!).toBeLessThan(3 * 1024 * 1024)
  })
})

describe('--workers', () => {
  const hashOf = async (options: readonly string[]): Promise<string> => {
    const reader = slowReader(() => {})
    const stderr = sink()
    const stdin = Readable.from(pieces(4_000))
    const code = await run(['batch', ...options], {
      ...terminal,
      workerFile,
      stdin,
      stdout: reader.stream,
      stderr: stderr.stream,
    })
    return `${code} ${reader.hash()} ${stderr.text()}`
  }

  it.each([[[]], [['--to', 'csv']], [['--engine', 'json-rules-engine', '--authority', 'testshire']]])(
    'gives the same bytes and counts as one process with %j',
    async options => {
      expect(await hashOf([...options, '--workers', '3'])).toBe(await hashOf([...options]))
    },
  )

  it('reads CSV', async () => {
    const stdin = () =>
      Readable.from([
        Buffer.from('decision,ageYears\n'),
        ...Array.from({ length: 50 }, (_, i) => Buffer.from(`short-day,${i % 30}\n`.repeat(20))),
      ])
    const alone = await runCli(['batch', '--to', 'csv'], { stdin: stdin() })
    expect(await runCli(['batch', '--to', 'csv', '--workers', '2'], { stdin: stdin(), workerFile })).toEqual(alone)
    expect(alone.stderr).toContain('1,000 lines')
  })

  it('writes the rows of whole decisions about several questions', async () => {
    const rules: Rules = await loadRules(frozenDirectory)
    const [decisions, authorities] = [
      ['remit', 'reduced-timetable', 'sign-off'],
      ['luton', 'norfolk'],
    ] as const
    const words = ['', 'null', 'true', 'false', 'perhaps'] as const
    const requests = Array.from({ length: 2_400 }, (_, i) => [
      decisions[i % 3]!,
      authorities[(i >> 3) % 2]!,
      i % 7 === 0 ? '' : String(i % 18),
      ['looked-after', 'null', ''][i % 5] ?? 'never',
      words[i % 11] ?? 'true',
      words[i % 13] ?? 'false',
    ])
    const names = ['decision', 'authority', 'ageYears', 'careStatus', 'endDateSet', 'parentAgrees'] as const
    const text = [names, ...requests].map(cells => `${cells.join(',')}\n`).join('')
    const rows = requests.map((cells, i) => {
      const [decision, authority, ...values] = cells
      const facts = names
        .slice(2)
        .flatMap((name, k) => (values[k] === '' ? [] : [[name, parseFact(rules, name, values[k]!)]]))
      const found = rules.evaluate({
        decision,
        authority,
        asOf: '2026-11-22',
        trace: 'none',
        facts: Object.fromEntries(facts),
      } as DecisionRequest)
      return toRow(i + 2, 'issues' in found ? found : rowPartsOf(found))
    })
    for (const workers of ['1', '2']) {
      const argv = ['batch', '--to', 'csv', '--rules', frozenDirectory, '--workers', workers]
      const ran = await runCli(argv, { stdin: Readable.from([Buffer.from(text)]), workerFile })
      expect(ran.stdout).toBe(`${csvHeader}${renderRows(rows)}`)
    }
    expect(rows.filter(one => one.missing).length).toBeGreaterThan(500)
    expect(rows.filter(one => one.issues).length).toBeGreaterThan(100)
  })

  it('reads a return', async () => {
    const rows = ['02/03/2014,7,K\n', '02/03/2014,Q,K\n', ',R,E\n'].join('').repeat(300)
    const stdin = () => Readable.from([Buffer.from(`DOB,NCyearActual,SENprovision\n${rows}`)])
    const real = ['--rules', frozenDirectory, '--decision', 'remit']
    const argv = ['batch', '--from', 'school-census', '--to', 'csv', ...real]
    const alone = await runCli(argv, { stdin: stdin() })
    expect(await runCli([...argv, '--workers', '2'], { stdin: stdin(), workerFile })).toEqual(alone)
    expect(alone.stderr).toMatch(/^900 lines\n.*refused +300\n$/s)
  })

  it('says in one line when a thread cannot start', async () => {
    const ran = await runCli(['batch', '--workers', '2'], {
      stdin: requestLine(1),
      workerFile: new URL('no-such-worker.mjs', workerFile),
    })
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/^virtual-school: internal error: .*\n$/)
  })
})
