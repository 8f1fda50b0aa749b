import { once } from 'node:events'
import type { Checked, Issue, Rules } from '@virtual-school/rules'
import { watch } from 'chokidar'
import { type Log, withoutMessage } from '../log.ts'
import type { Metrics } from './metrics.ts'

/** An editor writes a file in several steps, and a deployment several files. */
const quietMilliseconds = 300

/** Tells when what lies in a directory has changed and has then been let alone for a moment. Gives what stops it. */
export const watchDirectory = async (directory: string, changed: () => void): Promise<() => Promise<void>> => {
  const watcher = watch(directory, { ignoreInitial: true })
  let timer: NodeJS.Timeout | undefined
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(changed, quietMilliseconds)
  })
  // Too many files to watch, or a directory that went: the rules that are held stay good.
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
  /** Loads them anew, aside, and takes them all at once; keeps the old ones where the new do not load. Never rejects. */
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

/** Its message names the rules and what is to be done, and nothing else. */
const isNotApproved = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && thrown.name === 'RulesNotApproved'

interface Parts {
  readonly log: Log
  readonly metrics: () => Metrics
  /** Comes before the first answer from new rules, which are not taken where it rejects. */
  readonly activate?: (rules: Rules) => Promise<void>
}

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
    // One after another, so that the last to be asked for is the last to be taken.
    reload: () =>
      (latest = latest.then(reloadOnce).catch((thrown: unknown) => {
        metrics().reloaded('refused')
        if (isNotApproved(thrown)) log.error('rules-not-approved', { missing: thrown.message })
        log.error('rules-kept', withoutMessage(thrown))
      })),
  }
}
