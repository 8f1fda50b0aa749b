import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRules } from '@virtual-school/rules'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editedCopy } from './edited-copy.ts'
import { fixtureRules, runCli } from './terminal.ts'

let folder = ''
let asReleased = ''
let edited = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-releases-'))
  const copy = editedCopy(() => folder)
  const { version, digest } = await loadRules(fixtureRules)
  const releases = JSON.stringify({ releases: [{ version, digest, released: '2026-11-20' }] })
  asReleased = join(folder, 'released')
  await cp(fixtureRules, asReleased, { recursive: true })
  edited = await copy('edited', 'england/short-day.json', '"value": 5', '"value": 6')
  for (const place of [asReleased, edited]) await writeFile(join(place, 'releases.json'), releases)
})
afterAll(() => rm(folder, { recursive: true }))

const question = ['decide', 'short-day', '--set', 'ageYears=5']

describe('check', () => {
  it('finds rules that were edited since their version was released, and goes on', async () => {
    const ran = await runCli(['check', edited, '--quick'])
    expect(ran.code).toBe(1)
    expect(ran.stdout).toContain(`read from ${edited} (edited since 0.1.0 was released): well formed.`)
    expect(ran.stdout).toContain('manifest.json at /version: These rules were edited since 0.1.0 was released')
    expect(ran.stdout).toContain('did you mean “0.2.0”?')
    expect(ran.stdout).toMatch(/finding|No findings/)
    const { issues } = JSON.parse((await runCli(['check', edited, '--quick', '--format', 'json'])).stdout)
    expect(issues).toMatchObject([{ code: 'duplicate-name', pointer: '/version', suggestion: '0.2.0' }])
  })

  it('has nothing to say of rules as they were released, nor of those with another version', async () => {
    const sound = await runCli(['check', asReleased, '--quick'])
    expect(sound.stdout).toContain('(as released): well formed.')
    expect(sound.stdout).not.toContain('manifest.json')
    const raised = join(folder, 'raised')
    await cp(edited, raised, { recursive: true })
    const manifest = { name: 'Test rules', version: '0.2.0', national: 'england' }
    await writeFile(join(raised, 'manifest.json'), JSON.stringify(manifest))
    const ran = await runCli(['check', raised, '--quick'])
    expect(ran.stdout).toContain('(not released yet): well formed.')
    expect(ran.stdout).not.toContain('manifest.json')
  })
})

describe('decide in a checkout', () => {
  /** A checkout in which the command was built five minutes ago. */
  const checkoutOf = async (rules: string): Promise<string> => {
    const checkout = await mkdtemp(join(folder, 'checkout-'))
    const dist = join(checkout, 'packages/rules/dist')
    await mkdir(dist, { recursive: true })
    await writeFile(join(dist, 'published.js'), '')
    const built = new Date('2026-11-22T11:55:00Z')
    await utimes(join(dist, 'published.js'), built, built)
    await cp(rules, join(checkout, 'rules'), { recursive: true })
    return checkout
  }

  it('says on stderr which rules answered, and leaves stdout as it is', async () => {
    const checkout = await checkoutOf(asReleased)
    const plain = await runCli([...question, '--rules', edited])
    const ran = await runCli([...question, '--rules', edited], { checkout })
    expect(plain.stderr).toBe('')
    expect(ran).toEqual({
      ...plain,
      stderr: `Rules 0.1.0, read from ${edited}, edited since 0.1.0 was released.\n`,
    })
  })

  it('says so of the rules in the command, and if the files are others by now', async () => {
    const checkout = await checkoutOf(edited)
    const { version } = await loadRules()
    const argv = ['decide', 'remit', '--set', 'careStatus=looked-after']
    const ran = await runCli(argv, { checkout, env: {} })
    expect(ran.stderr).toContain(`ules ${version}, `)
    expect(ran.stderr).toContain(`The files in`)
    expect(ran.stderr).toContain('answers by them, “npm run build” builds them in.')
    expect((await runCli(argv, { env: {} })).stderr).toBe('')
  })

  it('says nothing of rules that list no releases', async () => {
    const checkout = await checkoutOf(asReleased)
    expect((await runCli(question, { checkout })).stderr).toBe('')
  })
})
