import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type RunningServer, readSettings, startServer } from '@virtual-school/api'
import { transform } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import { runCurl } from './support/curl.ts'
import { expectOutput, fencesIn, outputOf } from './support/markdown.ts'

const run = promisify(execFile)
const page = 'docs/integrating.md'
const fences = fencesIn(page)
const inLanguage = (language: string) => fences.filter(one => one.language === language)

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-integrating-'))
let server: RunningServer
beforeAll(async () => {
  const settings = readSettings({
    ACCESS: 'open',
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    OVERLOAD_DELAY_MS: '10000',
  })
  if (!settings.ok) throw new Error(JSON.stringify(settings.issues))
  server = await startServer(settings.value)
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('curl', () => {
  it.each(inLanguage('bash'))('of line $line prints what stands below it', async fence => {
    const line = fence.text.replace('http://127.0.0.1:3000', server.url)
    expect(line).not.toBe(fence.text)
    const { status, text } = await runCurl(line, { VIRTUAL_SCHOOL_KEY: 'vs_example' })
    const start = fence.text.includes('/decide')
      ? /^\{"id":"[0-9a-f-]{36}","recordedAt":"[^"]+","receipt":\{/
      : /^\{"records":/
    expect(status).toBe(200)
    expect(text).toMatch(start)
    const said = outputOf(fences, fence)
    if (said !== undefined) expectOutput(text, said)
  })
})

describe('TypeScript', () => {
  const blocks = inLanguage('ts')
  const whole = blocks.map(one => one.text).join('\n')

  it('is as strict as it could be', async () => {
    const file = join(folder, 'integrating.mts')
    writeFileSync(file, whole)
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023,dom']
    const types = ['--types', 'node', '--typeRoots', inCheckout('node_modules/@types')]
    const tsc = inCheckout('node_modules/typescript/bin/tsc')
    const said = await run(process.execPath, [tsc, ...options, ...types, '--ignoreConfig', file]).catch(error => error)
    expect(said.stdout).toBe('')
  })

  it('prints what stands below each block', async () => {
    const mark = '— the next block —'
    const marked = blocks.map(one => `${one.text}\nconsole.log(${JSON.stringify(mark)})\n`).join('')
    const { code } = await transform(marked, { loader: 'ts', format: 'esm' })
    const file = join(folder, 'integrating.mjs')
    writeFileSync(file, code)
    const { stdout } = await run(process.execPath, [file], {
      env: { ...process.env, VIRTUAL_SCHOOL_URL: server.url, NO_COLOR: '1' },
    })
    const printed = stdout.split(`${mark}\n`)
    expect(blocks.length).toBeGreaterThan(5)
    for (const [i, block] of blocks.entries()) expectOutput(printed[i]!, outputOf(fences, block)!)
  })
})

it('another curl option, or a wrong word, would be noticed', async () => {
  await expect(runCurl('curl -k http://127.0.0.1:1', {})).rejects.toThrow('-k')
  expect(() => expectOutput('200 determined', '200 undetermined')).toThrow()
})
