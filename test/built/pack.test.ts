import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inCheckout, packages } from '../../scripts/places.mjs'
import { wordsOf } from '../support/command.ts'
import { type Installed, installPacked, output, packagesIn } from '../support/installed.ts'
import { expectOutput, type Fence, fencesIn, outputOf, pages } from '../support/markdown.ts'

let installed: Installed
beforeAll(async () => {
  installed = await installPacked()
})
afterAll(() => installed?.remove())

const tool = (path: string): string => inCheckout(`node_modules/${path}`)

describe.each(packages)('the package %s', name => {
  it('has its licence, its README, its sources, and no tests', () => {
    const files = installed.tarballs.find(one => one.name === name)?.files ?? []
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'package.json',
        'dist/index.js',
        'dist/index.d.ts',
        'src/index.ts',
      ]),
    )
    // One command is called test; nothing else may be.
    const others = files.map(path => path.replace('/commands/test/', '/commands/'))
    expect(others.filter(path => /(^|\/)tests?\/|\.test\.|tsbuildinfo|\.tgz$/.test(path))).toEqual([])
  })

  it('is fit to publish, says publint', async () => {
    const bytes = await readFile(installed.tarballs.find(one => one.name === name)?.file ?? '')
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    const { messages, pkg } = await publint({ strict: true, pack: { tarball } })
    expect(messages.map(one => formatMessage(one, pkg ?? {}))).toEqual([])
  })

  it('has types that resolve, says Are the types wrong', async () => {
    const file = installed.tarballs.find(one => one.name === name)?.file ?? ''
    const args = [tool('@arethetypeswrong/cli/dist/index.js'), file, '--profile', 'esm-only', '--format', 'ascii']
    expect(await output(process.execPath, args, installed.folder)).toContain(`@virtual-school/${name} v`)
  })

  it('says nothing of the place where it was built', async () => {
    const home = join(installed.folder, 'node_modules/@virtual-school', name)
    const texts = await Promise.all(
      (await readdir(home, { recursive: true }))
        .filter(path => /\.\w+$/.test(path) && !path.startsWith('node_modules'))
        .map(path => readFile(join(home, path), 'utf8')),
    )
    expect(texts.filter(text => text.includes(inCheckout('')))).toEqual([])
  })
})

/** What npm runs of a package when somebody installs it. */
const atInstall = ['preinstall', 'install', 'postinstall']
const freeLicences = new Set([
  ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'],
  ...['(MIT OR Apache-2.0)', '(MIT OR CC0-1.0)', '(BSD-2-Clause OR MIT OR Apache-2.0)'],
])

/** The code of a page, one program: what each block prints is told apart by a line of its own. */
const programOf = (blocks: readonly Fence[]): string =>
  blocks.map(({ text }, i) => `${text}\nconsole.log('— end of block ${i}')\n`).join('')

/** What calls a running service is run where one is started, in test/integrating.rules.test.ts. */
const needsService = (page: string): boolean => page === 'docs/integrating.md'

const coded = pages
  .filter(page => !needsService(page))
  .map(page => ({ page, blocks: fencesIn(page).filter(one => ['ts', 'js'].includes(one.language)) }))
  .filter(one => one.blocks.length > 0)

describe('where the packages are installed and nothing else is', () => {
  it.each(coded)('the code of $page prints what stands below it', async ({ page, blocks }) => {
    const file = join(installed.folder, `${page.replaceAll(/\W/g, '-')}.mjs`)
    await writeFile(file, (await transform(programOf(blocks), { loader: 'ts' })).code)
    const parts = (await output(process.execPath, [file], installed.folder)).split(/— end of block \d+\n/)
    const fences = fencesIn(page)
    blocks.forEach((block, i) => {
      const said = outputOf(fences, fences.find(one => one.line === block.line) ?? block)
      if (said !== undefined) expectOutput(parts[i] ?? '', said)
    })
  })

  it('that code has the types that it needs, and the library needs none of Node’s', async () => {
    const faults = async (pagesChecked: typeof coded, types: readonly string[]): Promise<string> => {
      const folder = await mkdtemp(join(installed.folder, 'types-'))
      for (const { page, blocks } of pagesChecked)
        await writeFile(join(folder, `${page.replaceAll(/\W/g, '-')}.ts`), blocks.map(one => one.text).join('\n'))
      const typeRoots = [tool('@types')]
      const compilerOptions = {
        strict: true,
        noEmit: true,
        module: 'nodenext',
        target: 'es2023',
        lib: ['es2023', 'dom'],
        types,
        typeRoots,
      }
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
      return output(process.execPath, [tool('typescript/bin/tsc'), '-p', folder], folder).catch(error => error.stdout)
    }
    expect(await faults(coded, ['node'])).toBe('')
    expect(
      await faults(
        coded.filter(one => one.page.startsWith('packages/rules/')),
        [],
      ),
    ).toBe('')
  })

  it('npx virtual-school decides, as the README of the command says', async () => {
    const fences = fencesIn('packages/cli/README.md')
    const block = fences.find(one => one.language === 'sh')
    const printed = await output('npx', ['--no', ...wordsOf(block?.text ?? '')], installed.folder)
    expectOutput(printed, (block && outputOf(fences, block)) ?? '')
  })

  it('npx virtual-school tests the rules that it came with', async () => {
    expect(await output('npx', ['--no', 'virtual-school', 'test'], installed.folder)).toMatch(
      /\n[\d,]+ scenarios passed\.\n$/,
    )
  })

  it('no package runs anything when it is installed, and none reports that it was', async () => {
    const found = await packagesIn(installed.folder)
    expect(found.map(one => one.name)).toEqual(
      expect.arrayContaining(['@virtual-school/api', '@virtual-school/cli', 'express', 'libsql']),
    )
    const ran = found.filter(({ scripts = {}, hasGyp }) => hasGyp || atInstall.some(name => name in scripts))
    expect(ran.map(({ name, scripts }) => [name, scripts])).toEqual([])
    expect(found.map(one => one.name).filter(name => /scarf|swagger-ui|analytics/i.test(name))).toEqual([])
  })

  it('every package has a licence that lets a council use it, and is released', async () => {
    const found = await packagesIn(installed.folder)
    const other = found.filter(({ license }) => !freeLicences.has(String(license)))
    expect(other.map(({ name, license }) => [name, license])).toEqual([])
    expect(found.filter(({ version }) => version.includes('-')).map(({ name }) => name)).toEqual([])
  })

  it('the service has its pages at /docs, with the licences of what they are made of', async () => {
    const home = join(installed.folder, 'node_modules/@virtual-school/api/dist/docs')
    const texts = await Promise.all((await readdir(home)).map(name => readFile(join(home, name), 'utf8')))
    expect(texts.filter(one => one.includes('Apache License'))).not.toEqual([])
    expect(texts.filter(one => one.includes('Permission is hereby granted'))).not.toEqual([])
    const child = spawn(
      process.execPath,
      ['node_modules/@virtual-school/cli/bin/virtual-school.js', 'serve', '--port', '0'],
      {
        cwd: installed.folder,
        env: { ...process.env, ACCESS: 'open', RECORDS: 'off', STOP_NOTICE_MS: '0' },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    try {
      let printed = ''
      for await (const part of child.stdout.setEncoding('utf8')) {
        printed += String(part)
        if (printed.includes('answers at')) break
      }
      const [, url = ''] = /answers at (http:\S+);/.exec(printed) ?? []
      const page = await (await fetch(`${url}/docs/`)).text()
      const loaded = [...page.matchAll(/(?:src|href)=["']\.\/([^"']+)["']/g)].map(([, name = '']) => name)
      expect(loaded).toHaveLength(6)
      for (const name of loaded) expect([name, (await fetch(`${url}/docs/${name}`)).status]).toEqual([name, 200])
    } finally {
      child.kill('SIGKILL')
    }
  })

  it('an export has the page that checks it, though nothing is there to make its script of', async () => {
    const program = `
      import { activateRules, exportSubject, keepDecisions, recordsFromEnvironment } from '@virtual-school/records'
      import { loadRules } from '@virtual-school/rules'
      const [rules, by] = [await loadRules(), { client: 'local', actor: 'staff-1' }]
      const opened = await recordsFromEnvironment({ DATA_DIR: 'export-data' }, { engine: '1.0.0' })
      const request = { decision: 'remit', authority: 'england', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } }
      await activateRules(opened.value, rules, by)
      await keepDecisions(opened.value, [{ by, subjectRef: 'case-1', rules, request, decided: rules.evaluateForRecord(request) }])
      const done = await exportSubject(opened.value, { subjectRef: 'case-1' }, 'export-copy', by)
      await opened.value.close()
      console.log(done.ok)`
    await writeFile(join(installed.folder, 'export.mjs'), program)
    expect(await output(process.execPath, ['export.mjs'], installed.folder)).toBe('true\n')
    const page = await readFile(join(installed.folder, 'export-copy/verify.html'), 'utf8')
    const script = /<script>(.*)<\/script>/s.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    expect(script.length).toBeGreaterThan(50_000)
    expect(page).toContain(`script-src 'sha256-${hash}'`)
  })

  it('a batch is shared among threads', async () => {
    const line = JSON.stringify({ decision: 'remit', facts: { careStatus: 'looked-after' } })
    await writeFile(join(installed.folder, 'requests.ndjson'), `${line}\n`.repeat(50))
    const alone = await output(
      'npx',
      ['--no', 'virtual-school', 'batch', 'requests.ndjson', '--as-of', '2026-11-22'],
      installed.folder,
    )
    const shared = await output(
      'npx',
      ['--no', 'virtual-school', 'batch', 'requests.ndjson', '--as-of', '2026-11-22', '--workers', '2'],
      installed.folder,
    )
    expect(alone.split('\n')).toHaveLength(51)
    expect(shared).toBe(alone)
  })
})
