import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Checked, checkRules, compareWithRelease, type Issue, type Release } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, refused } from '@virtual-school/rules/internal'
import { describeOrigin, describeRelease, describeRules, inBrackets } from '../../rules/open-rules.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { type FileAtRef, readFilesAtRef } from './files-at-ref.ts'

/** One of the two that are compared. */
export interface ComparedSide {
  readonly rules: Rules
  /** Where it came from, in words. */
  readonly origin: string
}

/**
 * The rules that an argument names: a directory, a version that was released, or a git ref. Read whole and refused as `check`
 * refuses; issues name the file with what was named before it. A version means what was released: if other rules bear it,
 * that is refused.
 */
export const openSide = async (named: string, terminal: Terminal): Promise<Checked<ComparedSide>> => {
  if (await isDirectory(named)) return toSide(named, named, 'read from', await checkRules(named, { whole: true }))
  const published = await checkRules(undefined, { whole: true })
  if (published.ok && published.value.version === named) return openPublished(published.value)
  const released = published.ok ? published.value.rulebook.releases.find(one => one.version === named) : undefined
  const files = await readFilesAtRef(named, terminal.env)
  if (!files.ok) return released === undefined || !published.ok ? files : notBuiltIn(released, published.value)
  const side = await inFolder(files.value, async folder =>
    toSide(named, folder, 'at', await checkRules(folder, { whole: true })),
  )
  return side.ok && released !== undefined && side.value.rules.digest !== released.digest
    ? refuseNamed(named, `The rules at the ref ${named} are not those that were released as ${named}. ${insteadOf}`)
    : side
}

const isDirectory = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

/** The rules in this command under their own version: only if they are what was released under it. */
const openPublished = (rules: Rules): Checked<ComparedSide> => {
  const { version } = rules
  const { kind } = compareWithRelease(rules.rulebook)
  if (kind === 'released') return accepted({ rules, origin: describeOrigin(rules, undefined) })
  return refuseNamed(
    version,
    kind === 'edited'
      ? `The rules in this command bear the version ${version} and are not those that were released as ${version}: the rules in this checkout were edited since, and still bear its version. Raise “version” in manifest.json. ${insteadOf}`
      : `The rules in this command bear the version ${version}, and releases.json has no release of that name. ${insteadOf}`,
  )
}

const notBuiltIn = ({ version }: Release, held: Rules): Checked<never> =>
  refuseNamed(version, `${version} was released, but the rules in this command are ${held.version}. ${insteadOf}`)

const insteadOf = 'To see what an edit changes, compare with a git ref: “virtual-school diff main rules”.'

const refuseNamed = (named: string, message: string): Checked<never> => {
  const issue: Issue = { code: 'unknown-name', pointer: '', file: named, message }
  return refused([issue])
}

/** `folder` is where the files were read, which means nothing to the reader if they came out of git. */
const toSide = (
  named: string,
  folder: string,
  place: 'at' | 'read from',
  checked: Checked<Rules>,
): Checked<ComparedSide> => {
  if (!checked.ok) {
    const between = place === 'at' && !named.includes(':') ? ':' : '/'
    const mend = (file: string | undefined) =>
      file === undefined || file === folder ? named : `${named.replace(/[/:]+$/, '')}${between}${file}`
    return { ok: false, issues: checked.issues.map(issue => ({ ...issue, file: mend(issue.file) })) }
  }
  const rules = checked.value
  const origin = `${describeRules(rules)}, ${place} ${named}${inBrackets(describeRelease(rules))}`
  return accepted({ rules, origin })
}

/** Writes files into a folder of their own, which is gone when `use` is done. */
const inFolder = async <T>(files: readonly FileAtRef[], use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-school-diff-'))
  try {
    for (const { path, bytes } of files) {
      const place = join(folder, path)
      await mkdir(dirname(place), { recursive: true })
      await writeFile(place, bytes)
    }
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
