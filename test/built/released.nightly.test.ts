import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inCheckout, packages } from '../../scripts/places.mjs'
import { execute } from '../support/execute.ts'
import { frozenDirectory } from '../support/real-rules.ts'

const copy = mkdtempSync(join(tmpdir(), 'virtual-school-released-'))
const remit = join(copy, 'rules/england/remit.json')
const manifest = join(copy, 'rules/manifest.json')
const whole = { remit: '', manifest: '' }

/** What a checkout needs to build its rules into the command and to run that; all else is lent by the one it was copied from. */
beforeAll(() => {
  for (const part of ['package.json', 'scripts']) cpSync(inCheckout(part), join(copy, part), { recursive: true })
  cpSync(frozenDirectory, join(copy, 'rules'), { recursive: true })
  mkdirSync(join(copy, 'node_modules/@virtual-school'), { recursive: true })
  for (const name of readdirSync(inCheckout('node_modules')).filter(one => one !== '@virtual-school'))
    symlinkSync(inCheckout(`node_modules/${name}`), join(copy, 'node_modules', name))
  for (const name of packages) {
    for (const part of ['package.json', 'dist', ...(name === 'cli' ? ['bin'] : [])])
      cpSync(inCheckout(`packages/${name}/${part}`), join(copy, 'packages', name, part), { recursive: true })
    const own = inCheckout(`packages/${name}/node_modules`)
    if (existsSync(own)) symlinkSync(own, join(copy, 'packages', name, 'node_modules'))
    symlinkSync(join(copy, 'packages', name), join(copy, 'node_modules/@virtual-school', name))
  }
  whole.remit = readFileSync(remit, 'utf8')
  whole.manifest = readFileSync(manifest, 'utf8')
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const run = (...words: readonly string[]) => execute(process.execPath, words, copy)
const command = (...words: readonly string[]) => run('packages/cli/bin/virtual-school.js', ...words)
const build = () => run('--eval', `import('./scripts/published.mjs').then(one => one.writePublished())`)
const diff = () => command('diff', '1.0.0', 'rules', '--decision', 'remit', '--authority', 'england')
const decide = (...words: readonly string[]) =>
  command('decide', 'remit', '--as-of', '2026-11-22', '--set', 'careStatus=never', ...words)

const edit = (version = '1.0.0'): void => {
  const [from, to] = ['"value": 18, "reading": "zero-to-eighteen"', '"value": 17, "reading": "zero-to-eighteen"']
  expect(whole.remit).toContain(from)
  writeFileSync(remit, whole.remit.replace(from, to))
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(whole.manifest), version }))
}
const undo = (): void => {
  writeFileSync(remit, whole.remit)
  writeFileSync(manifest, whole.manifest)
}

describe('an edit of rules that were released', () => {
  it('is none before it is made', async () => {
    await build()
    const ran = await diff()
    expect(ran.code).toBe(0)
    expect(ran.stdout).toMatch(/^Old: Rules 1\.0\.0, \S+, as published with this command \(as released\)$/m)
    expect(ran.stdout).toContain('Nothing changed but order and layout.')
    expect((await decide()).stderr).toBe('Rules 1.0.0, as released.\n')
  })

  it('is found by its version while it is not built, and decide says that it is not answered by it', async () => {
    edit()
    const ran = await diff()
    expect(ran.code).toBe(0)
    expect(ran.stdout).toMatch(/^New: .*read from rules \(edited since 1\.0\.0 was released\)$/m)
    expect(ran.stdout).toContain('Less protective')
    expect(ran.stdout).toContain('0 of 1 question: proved the same for every child.')
    expect((await decide()).stderr).toMatch(/^Rules 1\.0\.0, as released\. The files in rules were edited since: /)
    expect((await decide('--rules', 'rules')).stderr).toBe(
      'Rules 1.0.0, read from rules, edited since 1.0.0 was released.\n',
    )
  })

  it('is refused by its version when it is built, never called the same, and decide says whose rules answer', async () => {
    edit()
    await build()
    const ran = await diff()
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain('edited since, and still bear its version. Raise “version” in manifest.json.')
    expect(ran.stderr).toContain('virtual-school diff main rules')
    expect((await decide()).stderr).toMatch(
      /^Your own rules 1\.0\.0, edited since 1\.0\.0 was released, built \d+ (second|minute)s? ago\.\n$/,
    )
  })

  it('is refused by the old version when it is built under a new one', async () => {
    edit('1.1.0')
    await build()
    const ran = await diff()
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain('1.0.0 was released, but the rules in this command are 1.1.0.')
    expect((await decide()).stderr).toMatch(/^Your own rules 1\.1\.0, not released yet, built /)
  })

  it('stops a release, under its old version and under a new one', async () => {
    edit()
    await build()
    const release = () => run('scripts/release.mjs', '--check')
    expect(await release()).toMatchObject({ code: 1, stderr: expect.stringContaining('edited since 1.0.0') })
    edit('1.1.0')
    await build()
    expect(await release()).toMatchObject({ code: 1, stderr: expect.stringContaining('"version": "1.1.0"') })
    undo()
    await build()
    expect(await release()).toMatchObject({ code: 0, stderr: '' })
  })
})
