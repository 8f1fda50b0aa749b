import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import { runDocumented } from './support/command.ts'
import { expectOutput, type Fence, fencesIn, outputOf, pages } from './support/markdown.ts'

const temporary: string[] = []
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true })
})

/** A copy of the rules in which a page may do as it likes. */
const copyOfRules = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'virtual-school-docs-'))
  temporary.push(folder)
  cpSync(inCheckout('rules'), join(folder, 'rules'), { recursive: true })
  return join(folder, 'rules')
}

/** Puts a file of a page where it says; members of the manifest in their place. */
const place = (rules: string, { about, text }: Fence): void => {
  const file = join(dirname(rules), about)
  mkdirSync(dirname(file), { recursive: true })
  const isWhole = !existsSync(file) || text.includes('"$schema"')
  writeFileSync(
    file,
    isWhole ? text : JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...JSON.parse(text) }),
  )
}

/** The page whose files and commands follow from one another. */
const walk = 'docs/rules.md'

const commands = pages
  .filter(page => page !== walk)
  .flatMap(page => {
    const fences = fencesIn(page)
    return fences
      .filter(one => one.language === 'sh')
      .map(fence => ({ page, fence, fences, at: `${page}:${fence.line}` }))
  })

/** The files that a page says a command writes: the blocks after it and what it prints, before the next command. */
const filesOf = (fences: readonly Fence[], fence: Fence) => {
  const after = fences.slice(fences.indexOf(fence) + 1)
  const next = after.findIndex(one => one.language === 'sh')
  return after
    .slice(0, next < 0 ? after.length : next)
    .filter(one => one.language === 'text' && /^[\w-]+\.csv$/.test(one.about))
    .map(({ about, text }) => ({ name: about, text }))
}

describe('commands in the documentation', () => {
  it.each(commands)('$at prints what stands below it', async ({ fence, fences }) => {
    expect(fence.text).toMatch(/^(npx )?virtual-school /)
    const rules = copyOfRules()
    for (const one of fences) if (one.about.startsWith('rules/')) place(rules, one)
    const folder = dirname(rules)
    const line = fence.text
      .replaceAll(/(?<= )rules(?= |$)/gm, rules)
      .replaceAll(/(?<=--out )(\S+)/g, (_, name: string) => join(folder, name))
    const { code, stdout, stderr } = await runDocumented(line)
    // What is said of the answers or the query stands there, and the page shows what a terminal does.
    const counts = /^(npx )?virtual-school (batch|caseload|sql) /.test(line) ? stderr : ''
    expect({ code, stderr }).toEqual({ code: 0, stderr: counts })
    const said = outputOf(fences, fence)
    if (said !== undefined)
      expectOutput((stdout + counts).replaceAll(rules, 'rules').replaceAll(`${folder}/`, ''), said)
    for (const { name, text } of filesOf(fences, fence))
      expectOutput(
        readFileSync(join(folder, name), 'utf8')
          .replace(/^\uFEFF/, '')
          .replaceAll('\r\n', '\n'),
        text,
      )
  })
})

describe('the walk of a new council', () => {
  /** Words of a command that are places beside the rules. */
  const places = /(?<= )(rules|merged|documents|[a-z-]+\.txt)(?= |$)/gm

  it('comes, step by step, to what the page shows', async () => {
    const rules = copyOfRules()
    const folder = dirname(rules)
    cpSync(rules, join(folder, 'merged'), { recursive: true })
    const fences = fencesIn(walk)
    for (const fence of fences) {
      const { language, about, text, line } = fence
      if (about.startsWith('rules/')) place(rules, fence)
      if (language === 'txt') writeFileSync(join(folder, about), text)
      if (language !== 'sh') continue
      const command = text.replaceAll(places, one => join(folder, one))
      const { code, stdout, stderr } = await runDocumented(command, about === '' ? undefined : about)
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' })
      const said = outputOf(fences, fence)
      if (said !== undefined) expectOutput(stdout.replaceAll(`${folder}/`, '').replaceAll(rules, 'rules'), said)
    }
  })
})

describe('JSON in the documentation', () => {
  const held = readdirSync(inCheckout('rules'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.json') && !path.startsWith('schema'))
    .flatMap(path => Object.values(JSON.parse(readFileSync(inCheckout(`rules/${path}`), 'utf8'))))
    .flatMap(value => (Array.isArray(value) ? value : []))
  const quoted = pages.flatMap(page =>
    fencesIn(page)
      .filter(one => one.language === 'json' && one.about === 'quoted')
      .map(({ text, line }) => ({ at: `${page}:${line}`, value: JSON.parse(text) })),
  )

  it.each(quoted)('$at is quoted from the rules', ({ value }) => {
    const named = held.filter(one => (one.name ?? one.id) === (value.name ?? value.id))
    expect(named).toContainEqual(expect.objectContaining(value))
  })
})

describe('examples in the documentation', () => {
  const shown = pages.flatMap(page => fencesIn(page).filter(one => one.about.startsWith('docs/examples/')))

  it.each(shown)('$about is shown as it is', ({ about, text }) => {
    expect(readFileSync(inCheckout(about), 'utf8')).toBe(text)
  })
})

describe('a changed number', () => {
  const changed = (from: string, to: string): string => {
    const rules = copyOfRules()
    const file = join(rules, 'england/remit.json')
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(from)
    writeFileSync(file, text.replace(from, to))
    return rules
  }

  it('breaks the case that the README shows, in its words', async () => {
    const rules = changed('"value": 18, "reading": "zero-to-eighteen"', '"value": 17, "reading": "zero-to-eighteen"')
    const { code, stdout } = await runDocumented(`virtual-school test ${rules}`)
    const shown = fencesIn('README.md').find(one => one.text.startsWith('FAILED'))
    expect(code).toBe(1)
    expect(stdout).toContain(shown?.text.trim())
  })
})

describe('links in the documentation', () => {
  it.each(pages)('of %s lead somewhere', page => {
    const targets = [...readFileSync(inCheckout(page), 'utf8').matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(
      ([, to = '']) => to,
    )
    const local = targets.filter(to => !/^https?:/.test(to))
    expect(local.filter(to => !existsSync(inCheckout(join(dirname(page), to))))).toEqual([])
  })
})
