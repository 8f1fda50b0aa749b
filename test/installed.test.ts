import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { stateOfInstallation } from '../scripts/installed.mjs'
import { inCheckout } from '../scripts/places.mjs'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly optional?: boolean
}
type Packages = Readonly<Record<string, Locked>>

const wanted: Packages = {
  '': {},
  'packages/rules': { version: '1.0.0' },
  'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' },
  'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-b', optional: true },
}

/** A checkout with this lock file; without `installed`, nothing was installed in it. */
const checkout = (installed?: Packages): string => {
  const folder = mkdtempSync(join(tmpdir(), 'virtual-school-installed-'))
  folders.push(folder)
  const write = (path: string, packages: Packages) => writeFileSync(join(folder, path), JSON.stringify({ packages }))
  write('package-lock.json', wanted)
  if (installed === undefined) return folder
  mkdirSync(join(folder, 'node_modules'))
  write('node_modules/.package-lock.json', installed)
  return folder
}
const { 'node_modules/zod': zod, 'node_modules/fsevents': fsevents } = wanted

describe('what is installed', () => {
  it('is absent in a bare checkout', () => {
    expect(stateOfInstallation(checkout())).toBe('absent')
  })

  it('is current if it is what the lock file names, with optional packages or without', () => {
    expect(stateOfInstallation(checkout({ 'node_modules/zod': zod! }))).toBe('current')
    expect(stateOfInstallation(checkout({ 'node_modules/zod': zod!, 'node_modules/fsevents': fsevents! }))).toBe(
      'current',
    )
    expect(stateOfInstallation()).toBe('current')
  })

  it.each([
    ['another version', { 'node_modules/zod': { ...zod, version: '4.6.6' } }],
    ['other bytes', { 'node_modules/zod': { ...zod, integrity: 'sha512-c' } }],
    ['one too few', {}],
    ['one too many', { 'node_modules/zod': zod!, 'node_modules/left-pad': { version: '1.3.0' } }],
  ])('is stale with %s', (_, installed) => {
    expect(stateOfInstallation(checkout(installed))).toBe('stale')
  })
})

describe('npm test', () => {
  it('ends at once in a bare checkout, and says what to do', () => {
    const folder = checkout()
    cpSync(inCheckout('scripts'), join(folder, 'scripts'), { recursive: true })
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/test.mjs'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toBe('Run “npm ci” first: node_modules is not there, or not what package-lock.json says.\n')
  })

  it('hands its arguments on to vitest', () => {
    const help = execFileSync(process.execPath, [inCheckout('scripts/test.mjs'), '--help'], { encoding: 'utf8' })
    expect(help).toContain('vitest')
  })
})

describe('npm start', () => {
  it('installs by npm ci in a bare checkout, and says so', () => {
    const folder = checkout()
    cpSync(inCheckout('scripts'), join(folder, 'scripts'), { recursive: true })
    // In the place of npm: a program that says what it was told, and fails.
    writeFileSync(join(folder, 'npm.mjs'), 'console.log(process.argv.slice(2).join()); process.exitCode = 3')
    const env = { ...process.env, npm_execpath: join(folder, 'npm.mjs') }
    const ran = spawnSync(process.execPath, ['scripts/start.mjs'], { cwd: folder, env, encoding: 'utf8' })
    expect(ran).toMatchObject({ status: 3, stdout: 'ci\n' })
    expect(ran.stderr).toContain('node_modules is not there: installing what package-lock.json names, by “npm ci”.')
  })
})
