import { execFile } from 'node:child_process'
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { inCheckout, packages } from '../../scripts/places.mjs'

const execute = promisify(execFile)

/** Runs a program to its end and gives what it printed; rejects, with that, where it fails. */
export const output = async (program: string, args: readonly string[], cwd: string): Promise<string> => {
  const { stdout } = await execute(program, args, {
    cwd,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1' },
  })
  return stdout
}

export interface Installed {
  /** A folder in which the packages are installed from their tarballs, and nothing else is. */
  readonly folder: string
  readonly tarballs: readonly { readonly name: string; readonly file: string; readonly files: readonly string[] }[]
  readonly remove: () => Promise<void>
}

/** What an installed package says of itself. */
export interface InstalledPackage {
  readonly name: string
  readonly version: string
  readonly license?: unknown
  readonly scripts?: Readonly<Record<string, string>>
  /** npm builds whatever has this file, without a script. */
  readonly hasGyp: boolean
}

/** Every package that is installed in a folder, however deep. */
export const packagesIn = async (folder: string): Promise<readonly InstalledPackage[]> => {
  const home = join(folder, 'node_modules')
  const homes = (await readdir(home, { recursive: true })).filter(path =>
    /(?:^|node_modules\/)(?:@[^/]+\/)?[^/@]+\/package\.json$/.test(path.replaceAll('\\', '/')),
  )
  return Promise.all(
    homes.map(async path => {
      const hasGyp = await access(join(home, dirname(path), 'binding.gyp')).then(
        () => true,
        () => false,
      )
      return { ...(JSON.parse(await readFile(join(home, path), 'utf8')) as InstalledPackage), hasGyp }
    }),
  )
}

interface Packed {
  readonly name: string
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

/** Packs every package and installs the tarballs, with what they depend on, as an application would. */
export const installPacked = async (): Promise<Installed> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-school-installed-'))
  const workspaces = packages.map(name => `--workspace=packages/${name}`)
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...workspaces]
  const packed = JSON.parse(await output('npm', args, inCheckout('.'))) as Packed[]
  const tarballs = packages.map(name => {
    const found = packed.find(one => one.name === `@virtual-school/${name}`)
    if (found === undefined) throw new Error(`npm packed nothing of ${name}`)
    return { name, file: join(folder, found.filename), files: found.files.map(one => one.path) }
  })
  const application = { private: true, type: 'module' }
  await writeFile(join(folder, 'package.json'), JSON.stringify(application))
  const options = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']
  await output('npm', ['install', ...options, ...tarballs.map(one => one.file)], folder)
  return { folder, tarballs, remove: () => rm(folder, { recursive: true, force: true }) }
}
