import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { loadRules } from '@virtual-school/rules'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../../scripts/places.mjs'
import { output } from '../support/installed.ts'
import { fencesIn } from '../support/markdown.ts'

/**
 * The tarball of the library in other people’s projects: installed by npm, run by each Node, and bundled by what people bundle
 * with, as these tools are before anybody has set anything.
 */
let folder: string
let wanted: string
const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-consumers-'))
  await cp(inCheckout('test/fixtures/consumers'), folder, { recursive: true })
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const [packed] = JSON.parse(await output('npm', args, inCheckout('packages/rules'))) as { filename: string }[]
  await output('npm', ['install', ...quiet], folder)
  await output('npm', ['install', '--no-save', ...quiet, join(folder, packed!.filename)], folder)
  const rules = await loadRules()
  wanted = rules.evaluateToJson({ decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } }).text
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const node = (args: readonly string[], program = process.execPath): Promise<string> => output(program, args, folder)
const tool = (path: string): string => join(folder, 'node_modules', path)

/** What the module at a path answers, in a process of its own. */
const answerOf = (path: string): Promise<string> =>
  node([
    '--input-type=module',
    '--eval',
    `const { default: of, handler = of.handler } = await import('./${path}')
    process.stdout.write(await handler({ careStatus: 'looked-after' }))`,
  ])

const modes = {
  import: [
    '--input-type=module',
    '--eval',
    `import { handler } from './answer.mjs'; process.stdout.write(await handler({ careStatus: 'looked-after' }))`,
  ],
  require: [
    '--input-type=commonjs',
    '--eval',
    `const { loadRules } = require('@virtual-school/rules'); loadRules().then(rules => process.stdout.write(rules.evaluateToJson({ decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } }).text))`,
  ],
}

describe('the library in plain Node', () => {
  it.each(Object.entries(modes))('%s answers in this one', async (_, args) => {
    expect(await node(args)).toBe(wanted)
  })

  it.each([20, 22, 24])('answers in Node %i', async major => {
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
    const place = `node-${major}`
    const program = join(folder, place, 'node_modules', name, 'bin/node')
    await output('npm', ['install', '--prefix', place, ...quiet, `${name}@${major}`], folder).catch(() => undefined)
    if (!existsSync(program)) {
      console.log(`Skipped: npm has no Node ${major} for ${process.platform} ${process.arch}.`)
      return
    }
    expect(await node(['--version'], program)).toMatch(`v${major}.`)
    for (const args of Object.values(modes)) expect(await node(args, program)).toBe(wanted)
  })

  it('has the scenarios that its rules were tested with, their codes and their releases', async () => {
    const program = `import { loadCodes, loadRules, scenariosOf } from '@virtual-school/rules'
      const [rules, whole] = [await loadRules(), await loadRules(undefined, { whole: true })]
      const { releases } = (await loadRules(undefined, { releases: true })).rulebook
      const isSame = rules.digest === whole.digest && releases.length === whole.rulebook.releases.length
      console.log(isSame, scenariosOf(whole).length > 100, releases.length > 0, (await loadCodes('ssda903')).id)`
    expect(await node(['--input-type=module', '--eval', program])).toBe('true true true ssda903\n')
  })

  it('brings no json-rules-engine, and the second evaluator says what is missing', async () => {
    expect(existsSync(tool('json-rules-engine'))).toBe(false)
    const asked = node(['--input-type=module', '--eval', `await import('@virtual-school/rules/json-rules-engine')`])
    await expect(asked).rejects.toThrow(`Cannot find package 'json-rules-engine'`)
  })
})

describe('the library in a bundle', () => {
  it.each(['cjs', 'esm'])('of esbuild for a server, as %s', async format => {
    const file = `esbuild-${format}.${format === 'cjs' ? 'cjs' : 'mjs'}`
    const args = ['answer.mjs', '--bundle', '--platform=node', `--format=${format}`, `--outfile=${file}`]
    await output(tool('.bin/esbuild'), args, folder)
    expect(await answerOf(file)).toBe(wanted)
  })

  it.each(['node', 'web', 'webworker'])('of webpack for %s', async target => {
    const program = `
      import webpack from 'webpack'
      const output = { path: '${folder}', filename: 'webpack-${target}/out.cjs', library: { type: 'commonjs2' } }
      webpack({ mode: 'production', entry: './answer.mjs', target: '${target}', output }, (error, made) => {
        if (error || made.hasErrors()) throw error ?? new Error(made.toString())
      })`
    await node(['--input-type=module', '--eval', program])
    expect(await answerOf(`webpack-${target}/out.cjs`)).toBe(wanted)
  })

  it('of Vite, page and worker, both with its defaults', async () => {
    await node([tool('vite/bin/vite.js'), 'build', 'page', '--logLevel', 'error'])
    const assets = await readdir(join(folder, 'page/dist/assets'))
    const textOf = (start: string) =>
      readFile(join(folder, 'page/dist/assets', assets.find(one => one.startsWith(start))!), 'utf8')
    const posted: unknown[] = []
    runInNewContext(await textOf('worker'), { postMessage: (one: unknown) => posted.push(one), self: {} })
    expect(await posted[0]).toBe(wanted)
    const page = `globalThis.document = { createElement: () => ({ relList: { supports: () => true } }) }
      globalThis.Worker = class { constructor(address) { this.address = String(address) } }
      ;
      ${await textOf('index')}
      process.stdout.write(await globalThis.answered)`
    await writeFile(join(folder, 'page.mjs'), page)
    expect(await node(['page.mjs'])).toBe(wanted)
    expect(assets).toHaveLength(2)
  })
})

describe('the library in Jest with jsdom, as docs/importing.md says', () => {
  const configurations = fencesIn('docs/importing.md').filter(one => one.language === 'json')
  const jest = async (name: string, text: string, options: readonly string[]): Promise<void> => {
    const file = join(folder, `${name}.config.json`)
    await writeFile(file, JSON.stringify({ ...JSON.parse(text), testMatch: [`**/${name}.test.*js`], rootDir: folder }))
    // What Jest found wrong is in what it printed, and this shows it.
    await node([...options, tool('jest/bin/jest.js'), '--config', file])
  }

  it('as modules', () => jest('modules', configurations[0]!.text, ['--experimental-vm-modules', '--no-warnings']))
  it('as CommonJS', () => jest('common', configurations[1]!.text, []))
})

describe('the types of the library, by the oldest TypeScript that importing.md names', () => {
  const program = (answer: string) => `
    import { explain, loadRules } from '@virtual-school/rules'
    const rules = await loadRules()
    const found = rules.evaluate({ decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } })
    if (!('issues' in found)) console.log(explain(rules, found), found.answer === '${answer}')`
  const faultsOf = async (answer: string, module: string, moduleResolution: string): Promise<string> => {
    const options = { noEmit: true, strict: true, types: [], target: 'es2022', lib: ['es2023', 'dom'] }
    const compilerOptions = { ...options, module, moduleResolution }
    await writeFile(join(folder, 'typed.ts'), program(answer))
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }))
    return node([tool('typescript/bin/tsc'), '-p', '.']).catch(error => error.stdout)
  }

  it.each([
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ])('are whole, and know the answers: %s, %s', async (module, moduleResolution) => {
    expect(await node([tool('typescript/bin/tsc'), '--version'])).toMatch('Version 5.4')
    expect(await faultsOf('in-remit', module, moduleResolution)).toBe('')
    expect(await faultsOf('allowed', module, moduleResolution)).toContain('TS2367')
  })
})
