import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { remark, type Terminal } from '../terminal/terminal.ts'
import { describeRelease } from './open-rules.ts'

/** The root of the checkout in which this command was built; undefined if it was installed as a package. */
export const findCheckout = (): string | undefined => {
  const root = fileURLToPath(new URL('../../../..', import.meta.url))
  return ['rules/manifest.json', 'scripts/build.mjs'].every(path => existsSync(join(root, path))) ? root : undefined
}

/** What to say of the rules in the command: in a checkout they may be other than the files that somebody edits. */
interface Build {
  /** As “built 5 minutes ago”. */
  readonly age: string
  /** What to add if the files in `rules/` are others by now; else empty. */
  readonly behind: string
}

/** When the rules in this command were built, and whether the files still say the same; undefined outside a checkout. */
export const inspectBuild = async (rules: Rules, { checkout, now }: Terminal): Promise<Build | undefined> => {
  if (checkout === undefined) return undefined
  const built = await stat(join(checkout, 'packages/rules/dist/published.js')).catch(() => undefined)
  if (built === undefined) return undefined
  const files = join(checkout, 'rules')
  const read = await checkRules(files)
  const isSame = read.ok && read.value.digest === rules.digest
  const place = relative('', files) || '.'
  const behind = `The files in ${place} were edited since: “--rules ${place}” answers by them, “npm run build” builds them in.`
  return { age: `built ${describeAge(now().getTime() - built.mtimeMs)}`, behind: isSame ? '' : behind }
}

/** In a checkout, says on stderr which rules answer: those that were released, or one’s own. */
export const remarkOnRules = async (rules: Rules, directory: string | undefined, terminal: Terminal): Promise<void> => {
  const release = describeRelease(rules)
  if (terminal.checkout === undefined || release === undefined) return
  if (directory !== undefined) return remark(terminal, `Rules ${rules.version}, read from ${directory}, ${release}.`)
  const build = await inspectBuild(rules, terminal)
  const whose = release === 'as released' ? `Rules ${rules.version}` : `Your own rules ${rules.version}`
  const age = build === undefined || release === 'as released' ? '' : `, ${build.age}`
  await remark(terminal, `${whose}, ${release}${age}. ${build?.behind ?? ''}`.trimEnd())
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const
const relativeTime = new Intl.RelativeTimeFormat('en-GB')

/** As “5 minutes ago”, of milliseconds that have passed. */
const describeAge = (passedMs: number): string => {
  const [unit, ms] = units.find(([, one]) => passedMs >= one) ?? ['second', 1000]
  return relativeTime.format(-Math.floor(Math.max(0, passedMs) / ms), unit)
}
