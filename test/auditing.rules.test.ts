import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  accountOf,
  activateRules,
  currentCheckpoint,
  keepDecisions,
  recordsFromEnvironment,
} from '@virtual-school/records'
import { loadRules, type Trace } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { afterAll, describe, expect, it } from 'vitest'
import { runCli } from '../packages/cli/test/terminal.ts'
import { accountCase } from '../packages/records/test/account-case.ts'
import { inCheckout } from '../scripts/places.mjs'
import { attackRows, testedElsewhere } from './attacks/page.ts'
import { wordsOf } from './support/command.ts'
import { fencesIn } from './support/markdown.ts'

const page = 'docs/auditing.md'
const fences = fencesIn(page)
const rules: Rules = await loadRules()

/** What the page decides, as a request. */
const request = () => {
  const [, , decision = '', ...options] = wordsOf(fences.find(one => one.language === 'sh')?.text ?? '')
  const of = (name: string) => options.flatMap((word, i) => (word === name ? [options[i + 1] ?? ''] : []))
  const facts = of('--set').map((pair): [string, string | number | boolean] => {
    const [name = '', value = ''] = pair.split('=')
    return [name, /^\d+$/.test(value) ? Number(value) : value === 'false' ? false : value]
  })
  return {
    decision,
    authority: of('--authority')[0] ?? '',
    asOf: of('--as-of')[0] ?? '',
    facts: Object.fromEntries(facts),
  }
}

const traceOf = (): Trace => {
  const decided = rules.evaluate(request())
  if ('issues' in decided || decided.trace === null) throw new Error('refused')
  return decided.trace
}

describe('the trace on the page for auditors', () => {
  const shown = fences.filter(one => one.about.startsWith('trace '))

  it.each(shown)('$about is what the decision above it has', ({ about, text }) => {
    const [, member = '', name = ''] = about.match(/^trace (\w+)\/(.+)$/) ?? []
    const held = traceOf()[member as keyof Trace]
    const candidates = Array.isArray(held)
      ? held.filter(one => ('name' in one ? one.name : one.id) === name)
      : [(held as Readonly<Record<string, unknown>>)[name]]
    expect(candidates.map(one => JSON.stringify(one))).toContain(JSON.stringify(JSON.parse(text)))
  })

  it('is shown of every member but the sources', () => {
    const members = Object.keys(traceOf()).filter(member => member !== 'sources')
    expect(shown.map(one => one.about.split(/[ /]/)[1])).toEqual(members)
  })
})

describe('the account as JSON', () => {
  it('has the members that the page lists', () => {
    const table = readFileSync(inCheckout(page), 'utf8').split('| Member | What it is |')[1]?.split('\n\n')[0] ?? ''
    const listed = table
      .split('\n')
      .flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name))
    expect(listed).toEqual(Object.keys(accountOf(rules, accountCase())))
  })
})

describe('the table of promises', () => {
  const rows = [...readFileSync(inCheckout(page), 'utf8').matchAll(/^\| (.+) \| ([^|]*`[\w-]+`[^|]*) \|$/gm)]
    .map(([, cells = '', tried = '']) => ({
      cells: cells.split(' | '),
      names: [...tried.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name),
      given: tried.includes('`older checkpoints`') ? 'older checkpoints' : 'checkpoints',
    }))
    .filter(({ cells }) => cells.length === 5)
  const known = new Set([...attackRows, ...testedElsewhere].map(one => one.name))

  it('has a line for each attack, and names none that there is not', () => {
    expect(rows.length).toBeGreaterThan(30)
    expect([...new Set(rows.flatMap(one => one.names))].sort()).toEqual([...known].sort())
  })

  it.each(rows)('$cells.0: is found as the attacks are', ({ cells, names, given }) => {
    const tried = attackRows.filter(one => names.includes(one.name))
    const alone = tried.filter(one => one.given === 'log')
    const promised = [
      [cells[1], alone.map(one => one.byKeyAlone)],
      [cells[2] === 'as beside' ? cells[1] : cells[2], alone.map(one => one.withSecret)],
      [cells[3], tried.filter(one => one.given === given).map(one => one.withSecret)],
    ] as const
    for (const [cell = '', outcomes] of promised) {
      if (cell.startsWith('yes')) expect(outcomes).not.toContain('not found')
      if (cell.startsWith('**no**')) expect(new Set(outcomes)).toEqual(new Set(outcomes.map(() => 'not found')))
      if (cell === 'the database refuses it') expect(new Set(outcomes)).toEqual(new Set(['refused']))
      if (cell === 'it is named') expect(new Set(outcomes)).toEqual(new Set(['named, and no fault']))
    }
  })
})

/** Records with the decision of the page, and the files that its commands name. */
const recorded = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const opened = await recordsFromEnvironment({ DATA_DIR: join(folder, 'data') }, { engine: '1.0.0' })
  const decided = rules.evaluateForRecord(request())
  if (!opened.ok || 'issues' in decided) throw new Error('refused')
  const by = { client: 'local' }
  await activateRules(opened.value, rules, by)
  const one = { by, subjectRef: 'REFERENCE', rules, request: request(), decided }
  const [kept, other] = await keepDecisions(opened.value, [one, one])
  const checkpoint = await currentCheckpoint(opened.value)
  const note = checkpoint.ok ? checkpoint.value : ''
  writeFileSync(join(folder, 'kept.txt'), note)
  mkdirSync(join(folder, 'kept'))
  writeFileSync(join(folder, 'kept', '000000000003.checkpoint'), note)
  writeFileSync(join(folder, 'proof.json'), '{"from":3,"to":3,"proof":[]}')
  writeFileSync(join(folder, 'receipt.json'), kept!.receipt)
  writeFileSync(join(folder, 'log.pub'), opened.value.verifierKey)
  await opened.value.close()
  return { ID: kept!.id, 'OTHER-ID': other!.id }
}

describe('the commands about records on the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'virtual-school-auditing-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const lines = fences.filter(one => one.about === 'records').flatMap(one => one.text.trimEnd().split('\n'))

  it('do what it says, in their order', async () => {
    const places: Readonly<Record<string, string>> = { ...(await recorded(folder)), 'proposed/': inCheckout('rules') }
    const inFolder = /^(?:copy|kept|\w+\.(?:txt|json|pub))$/
    expect(lines.length).toBeGreaterThan(12)
    for (const line of lines) {
      const words = wordsOf(line).slice(1)
      const argv = words.map(word => places[word] ?? (inFolder.test(word) ? join(folder, word) : word))
      const ran = await runCli(argv, { env: { DATA_DIR: join(folder, 'data') } })
      expect({ line, code: ran.code, stderr: ran.stderr }).toEqual({ line, code: 0, stderr: '' })
    }
  })

  it('are every command that there is', async () => {
    const help = (await runCli(['records', '--help'])).stdout
    const all = [...help.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name]) => name)
    expect([...new Set(lines.map(line => line.split(' ')[2]))].sort()).toEqual(all.sort())
  })
})
