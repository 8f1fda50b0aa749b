import type { Records } from '@virtual-school/records'
import type { Log } from '../log.ts'

const everyMilliseconds = 24 * 60 * 60 * 1_000

const advice =
  'Whoever reads records need not say which person asks, since these were begun before that was wanted. Set REQUIRE_ACTOR=on once every system sends X-Actor, or REQUIRE_ACTOR=off to be told no more.'

/** Warns, at the start and once a day, of records that are shown to nobody in particular because nobody has decided otherwise. */
export const warnOfActor = (
  { policy }: Pick<Records, 'policy'>,
  { log, every = everyMilliseconds }: { readonly log: Log; readonly every?: number },
): { readonly stop: () => void } => {
  if (!policy.isActorUnsaid) return { stop: () => {} }
  const warn = () => log.warn('actor-not-required', { advice })
  warn()
  const timer = setInterval(warn, every).unref()
  return { stop: () => clearInterval(timer) }
}
