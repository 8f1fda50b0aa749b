import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, stdout } from 'node:process'
import { earlierYears } from './earlier-years.mjs'
import { askedBy, children, clients, events } from './people.mjs'
import { requests } from './requests.mjs'
import { readRows } from './rows.mjs'
import { ask, command, serving } from './service.mjs'

/**
 * A decision that was given out.
 * @typedef {import('./requests.mjs').Request & { id: string, client: string, subjectRef?: string, receipt: string }} Given
 * @typedef {{ program: string, environment: Readonly<Record<string, string>>, count: number, withRows?: boolean }} Wanted
 * @typedef {{ given: readonly Given[], verifierKey: string, checkpoints: readonly string[], erasedAt: number, exported: number, rows?: Readonly<Record<string, readonly object[]>> }} Written
 */

/** @param {Wanted} wanted */
const createKeys = wanted =>
  Object.fromEntries(
    clients.map(client => {
      const scopes = 'decide,records:read,records:write'
      const made = command(wanted, ['keys', 'create', '--client', client, '--scopes', scopes, '--format', 'json'])
      return [client, /** @type {string} */ (JSON.parse(made).token)]
    }),
  )

/** What people do about every fourth decision, and what they read. @param {string} url @param {string} key @param {Given} one @param {number} n */
const followUp = async (url, key, one, n) => {
  const at = `${url}/records/${one.id}`
  const kind = events[Math.floor(n / 4) % events.length]
  if (n % 4 === 0) await ask(`${at}/events`, { key, body: kind })
  if (one.subjectRef === children.held && n % 2 === 0)
    await ask(`${at}/events`, { key, body: { type: 'held', reason: 'A court asked for the file.' } })
  if (one.subjectRef === children.released) {
    await ask(`${at}/events`, { key, body: { type: 'held', reason: 'A court asked for the file.' } })
    await ask(`${at}/events`, { key, body: { type: 'released', reason: 'The court has it.' } })
  }
  if (n % 16 === 3) await ask(at, { key })
  if (n % 16 === 7) await ask(`${url}/records?subjectRef=${one.subjectRef ?? 'none'}`, { key })
  if (n % 16 === 11) await ask(`${at}/receipt`, { key })
}

/** How many decisions a service is asked for before another is started. Version 1.0 damages its files if it goes on for long. */
const atOnce = 70

/**
 * Has running services decide, one after the other, and records what people do. `from` is the number of the first.
 * @param {Wanted} wanted @param {Record<string, string>} keys @param {number} from @param {number} to
 */
const served = async (wanted, keys, from, to) => {
  /** @type {Given[]} */
  const given = []
  for (let n = from; n < to; n += atOnce) given.push(...(await servedByOne(wanted, keys, n, Math.min(to, n + atOnce))))
  return given
}

/** @param {Wanted} wanted @param {Record<string, string>} keys @param {number} from @param {number} to */
const servedByOne = async (wanted, keys, from, to) => {
  /** @type {Given[]} */
  const given = []
  const { url, stop, kill } = await serving(wanted)
  try {
    const asked = requests(wanted.program, to)
    for (let n = from; n < to; n += 1) {
      const { client, subjectRef } = askedBy(n)
      const key = keys[client] ?? ''
      const request = /** @type {import('./requests.mjs').Request} */ (asked[n])
      const named = subjectRef === undefined ? {} : { subjectRef }
      const text = await ask(`${url}/decide`, { key, body: { ...request, trace: 'none', ...named } })
      const { id, receipt } = JSON.parse(text)
      const one = { ...request, id, client, receipt: JSON.stringify(receipt), ...named }
      given.push(one)
      await followUp(url, key, one, n)
    }
    await stop()
  } finally {
    kill()
  }
  return given
}

/** What is done at the command: a child exported, another erased, and what is older than six years pruned. @param {Wanted} wanted */
const done = wanted => {
  const data = wanted.environment.DATA_DIR ?? ''
  const actor = ['--actor', 'staff-9']
  const folder = join(data, 'exported')
  command(wanted, ['records', 'export', '--subject', children.exported, '--to', folder, ...actor])
  const erase = ['records', 'erase', '--subject', children.erased, '--reason', 'erasure-request', '--yes']
  command(wanted, [...erase, ...actor])
  command(wanted, ['records', 'prune', '--policy', 'default=6', '--yes', ...actor])
  return readdirSync(join(folder, 'decisions')).length
}

/** @param {Wanted} wanted @returns {Promise<Written>} */
const written = async wanted => {
  const { environment, count, withRows = false } = wanted
  mkdirSync(environment.CHECKPOINT_DIR ?? '', { recursive: true })
  const early = await earlierYears(wanted, Math.floor(count / 5))
  const keys = createKeys(wanted)
  const erasedAt = Math.floor((count * 9) / 10)
  const before = await served(wanted, keys, early.length, erasedAt)
  const exported = done(wanted)
  const after = await served(wanted, keys, erasedAt, count)
  const notes = readdirSync(environment.CHECKPOINT_DIR ?? '').sort()
  return {
    given: [...early, ...before, ...after],
    verifierKey: command(wanted, ['records', 'checkpoint', '--key']).trim(),
    checkpoints: notes.map(name => readFileSync(join(environment.CHECKPOINT_DIR ?? '', name), 'utf8')),
    ...{ erasedAt, exported },
    ...(withRows ? { rows: await readRows(wanted) } : {}),
  }
}

stdout.write(JSON.stringify(await written(JSON.parse(argv[2] ?? '{}'))))
