import type { KeyEntry } from '@virtual-school/api'
import { card, columns } from '../../terminal/layout.ts'

const dayOf = (moment: string): string => moment.slice(0, 10)

/** Whether a key still opens the door. */
const stateOf = ({ revoked, expires }: KeyEntry, now: Date): string => {
  if (revoked !== null) return `revoked ${dayOf(revoked)}`
  if (expires === null) return 'good until revoked'
  return Date.parse(expires) <= now.getTime() ? `expired ${dayOf(expires)}` : `good until ${dayOf(expires)}`
}

/** One key with everything that may be shown of it. */
export const keyCard = (key: KeyEntry, now: Date): string =>
  card(key.id, [
    ['client', key.client],
    ['realm', key.realm],
    ['scopes', key.scopes.join(', ')],
    ['created', key.created],
    ['expires', key.expires ?? 'never'],
    ['state', stateOf(key, now)],
  ])

/** A line for each key. */
export const keyLines = (keys: readonly KeyEntry[], now: Date): string =>
  keys.length === 0
    ? 'There are no keys.'
    : columns(
        keys.map(key => [
          key.id,
          key.client,
          key.realm,
          key.scopes.join(', '),
          `created ${dayOf(key.created)}`,
          stateOf(key, now),
        ]),
      )
