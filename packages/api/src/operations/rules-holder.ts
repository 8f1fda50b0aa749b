import { once } from 'node:events'
import type { Checked, Issue } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { watch } from 'chokidar'
import { type Log, withoutMessage } from '../log.ts'
import type { Metrics } from './metrics.ts'

/** An editor writes a file in several steps, and a deployment writes several files. */
const quietMilliseconds = 300

/** Calls `changed` when a directory has changed and then stayed the same for a moment. Gives a function that stops it. */
export const watchDirectory = async (directory: string, changed: () => void): Promise<() => Promise<void>> => {
  const watcher = watch(directory, { ignoreInitial: true })
  let timer: NodeJS.Timeout | undefined
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(changed, quietMilliseconds)
  })
  // Too many files to watch, or a directory that is gone: the rules that are loaded stay in use.
  watcher.on('error', () => {})
  await once(watcher, 'ready')
  return async () => {
    clearTimeout(timer)
    await watcher.close()
  }
}

/** The rules that answers come from now, and the one way to change them. */
export interface RulesHolder {
  readonly current: () => Rules
  /** Loads the rules again, and puts them into use if all of them load; otherwise keeps the old ones. Never rejects. */
  readonly reload: () => Promise<void>
}

/** How many issues a line of the log names. */
const namedIssuesCount = 20

const describeIssue = ({ code, file, line, column, pointer }: Issue): string =>
  `${code} ${file ?? ''}${line === undefined ? '' : `:${line}:${column ?? 1}`} ${pointer}`
    .replaceAll(/\s+/g, ' ')
    .trim()

const tell = (log: Log, issues: readonly Issue[]): void =>
  log.error('rules-kept', { issuesCount: issues.length, issues: issues.slice(0, namedIssuesCount).map(describeIssue) })

/** Its message names the rules and what to do, and nothing else, so it may be logged. */
const isNotApproved = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && thrown.name === 'RulesNotApproved'

interface Parts {
  readonly log: Log
  readonly metrics: () => Metrics
  /** Called before the first answer from new rules. If it rejects, they are not put into use. */
  readonly activate?: (rules: Rules) => Promise<void>
}

/** Creates a holder that starts with `first` and reloads by `load`. */
export const createRulesHolder = (
  first: Rules,
  load: () => Promise<Checked<Rules>>,
  { log, metrics, activate = async () => {} }: Parts,
): RulesHolder => {
  let held = first
  let latest = Promise.resolve()
  const reloadOnce = async () => {
    const loaded = await load()
    if (!loaded.ok) {
      metrics().reloaded('refused')
      return tell(log, loaded.issues)
    }
    await activate(loaded.value)
    metrics().reloaded('loaded')
    const before = held.digest
    held = loaded.value
    log.info('rules-loaded', { version: held.version, digest: held.digest, changed: held.digest !== before })
  }
  return {
    current: () => held,
    // One after another, so that the rules that were requested last are in use last.
    reload: () =>
      (latest = latest.then(reloadOnce).catch((thrown: unknown) => {
        metrics().reloaded('refused')
        if (isNotApproved(thrown)) log.error('rules-not-approved', { missing: thrown.message })
        log.error('rules-kept', withoutMessage(thrown))
      })),
  }
}
