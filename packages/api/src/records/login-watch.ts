import { looksLikeLogin } from '@virtual-school/records'
import type { Log } from '../log.ts'

/** Takes note of the reference of a person that a client sent. */
export type LoginWatch = (client: string, actor: string) => void

/** So many clients are remembered; beyond them, one may be warned of twice a day. */
const clientsCount = 1_000

/**
 * Warns in the log, once a day for each client, that it names people by logins that look like names. They are taken, and stay in
 * the records in clear for ever. The line names the client, never the login.
 */
export const watchLogins = (log: Log, now: () => Date): LoginWatch => {
  const warned = new Map<string, string>()
  return (client, actor) => {
    if (!looksLikeLogin(actor)) return
    const day = now().toISOString().slice(0, 10)
    if (warned.get(client) === day) return
    if (warned.size >= clientsCount) warned.clear()
    warned.set(client, day)
    log.warn('actor-looks-personal', { client })
  }
}
