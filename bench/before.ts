import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type loadRules, scenariosOf } from '../packages/rules/src/index.ts'
import type { DecisionRequest, Rules } from '../packages/rules/src/internal.ts'
import { bundleForBrowser } from '../test/support/bundle.ts'
import { contender } from './contenders.ts'
import { copyFrozenRules } from './frozen-rules.ts'
import { measure, median, medianRate, medianRatio } from './measure.ts'
import { perSecond, table, times } from './table.ts'

/**
 * Compares the built library with that of the version before, alternately in one process:
 * `BEFORE_CHECKOUT=… npm run bench before`. Both decide by the frozen rules.
 */

const before = process.env.BEFORE_CHECKOUT
if (before === undefined) throw new Error('BEFORE_CHECKOUT names a built checkout of the version before.')
const checkouts = [resolve('.'), resolve(before)] as const
const loadsCount = 15

type Load = typeof loadRules
const loaderIn = async (checkout: string): Promise<Load> =>
  ((await import(join(checkout, 'packages/rules/dist/index.js'))) as { loadRules: Load }).loadRules

const folder = copyFrozenRules(mkdtempSync(join(tmpdir(), 'virtual-school-before-')))

const loaders = [await loaderIn(checkouts[0]), await loaderIn(checkouts[1])] as const
const [now, then] = [await loaders[0](folder, { whole: true }), await loaders[1](folder, { whole: true })] as const

const requests: readonly DecisionRequest[] = scenariosOf(now).map(({ request }) => ({ ...request, trace: 'none' }))
/** Whether a decision of these facts leaves nothing to ask. */
const isComplete = (request: DecisionRequest): boolean => {
  const found = now.evaluate(request)
  return !('issues' in found) && found.missing.length === 0
}
const groups = {
  'complete requests': requests.filter(isComplete),
  'incomplete requests': requests.filter(one => !isComplete(one)),
}

const compare = async (name: string, group: readonly DecisionRequest[]): Promise<readonly string[]> => {
  const on = (rules: Rules) => contender(name, rules.evaluate, group)
  const [here, there] = await measure([on(now), on(then)])
  const rates = [here!, there!].map(one => perSecond(medianRate(one)))
  return [`${name} (${group.length}), decisions a second`, ...rates, times(medianRatio(here!, there!))]
}

const compareLoading = async (): Promise<readonly string[]> => {
  const taken: [number[], number[]] = [[], []]
  for (let round = 0; round < loadsCount; round += 1)
    for (const n of [0, 1] as const) {
      const begun = performance.now()
      await loaders[n](folder)
      taken[n].push(performance.now() - begun)
    }
  const [here, there] = [median(taken[0]), median(taken[1])] as const
  return ['loading, ms', here.toFixed(1), there.toFixed(1), times(here / there)]
}

/** What a program sees that is started for one answer: import, loading, and the first decision, as a process of its own. */
const startsCount = 15
const startProgram = `
  const begun = performance.now()
  const { loadRules } = await import('@virtual-school/rules')
  const imported = performance.now()
  const rules = await loadRules()
  const loaded = performance.now()
  rules.evaluateToJson({ decision: 'remit', asOf: '2026-11-22', facts: { careStatus: 'looked-after' } })
  const ended = performance.now()
  console.log(JSON.stringify([imported - begun, loaded - imported, ended - loaded, ended - begun]))`

const startOnce = (checkout: string): readonly number[] => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', startProgram], {
    cwd: checkout,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`a process of its own failed:\n${stderr}`)
  return JSON.parse(stdout) as number[]
}

const compareStarts = (): readonly (readonly string[])[] => {
  const rounds = Array.from({ length: startsCount }, () => checkouts.map(startOnce))
  const ofPart = (part: number, side: number) => median(rounds.map(round => round[side]![part]!))
  return ['import', 'loadRules', 'first answer', 'from import to first answer'].map((name, part) => {
    const [here, there] = [ofPart(part, 0), ofPart(part, 1)]
    return [`${name}, ms, fresh processes`, here.toFixed(1), there.toFixed(1), times(here / there)]
  })
}

const compareBundles = async (): Promise<readonly string[]> => {
  const entry = `export { loadRules } from '@virtual-school/rules'`
  const [here, there] = [await bundleForBrowser(entry, checkouts[0]), await bundleForBrowser(entry, checkouts[1])]
  const bytes = [here, there].map(one => perSecond(one.gzippedBytes))
  return ['browser bundle, bytes gzipped', ...bytes, times(here.gzippedBytes / there.gzippedBytes)]
}

const rows: (readonly string[])[] = [['', 'this version', 'the version before', 'ratio']]
for (const [name, group] of Object.entries(groups)) rows.push(await compare(name, group))
rows.push(await compareLoading(), ...compareStarts(), await compareBundles())
process.stdout.write(`${table(rows)}\n`)
rmSync(folder, { recursive: true, force: true })
