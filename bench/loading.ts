import { existsSync } from 'node:fs'
import { loadRules } from '../packages/rules/src/index.ts'
import { inFreshProcess } from './fresh-process.ts'
import { frozenRules } from './frozen-rules.ts'

const published = 'packages/rules/dist/published.js'
const processesCount = 7

/** Milliseconds to load the rules once, in this process: those of the directory, or those that the built package carries. */
export const loadOnce = async (which: string): Promise<number> => {
  const name = '@virtual-school/rules'
  const load =
    which === 'published'
      ? ((await import(/* the built package, not this bundle */ name)) as { loadRules: typeof loadRules }).loadRules
      : loadRules
  const start = performance.now()
  await (which === 'published' ? load() : load(frozenRules))
  return performance.now() - start
}

/** How long loading takes, in fresh processes. */
export interface Loading {
  readonly name: string
  /** Of each process; none if there is nothing to load. */
  readonly loadsMs: readonly number[]
}

/** In several processes, each of which loads once. */
export const measureLoading = (): readonly Loading[] => {
  const loadsOf = (which: string) =>
    Array.from({ length: processesCount }, () => Number(inFreshProcess([], 'load', which)))
  return [
    { name: 'loadRules(directory)', loadsMs: loadsOf('directory') },
    { name: 'loadRules(), as built', loadsMs: existsSync(published) ? loadsOf('published') : [] },
  ]
}
