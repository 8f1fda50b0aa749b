import type { KeyEntry } from '@virtual-school/api'
import type { Command } from 'commander'
import { card, columns } from '../../terminal/layout.ts'
import { example, formatOption } from '../../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../../terminal/terminal.ts'
import { exitCodes, print, printJson, refuse } from '../../terminal/terminal.ts'
import { actorOption, type CreateOptions, type KeysOptions, lifetimeOption, parseScopes } from './options.ts'

const toDay = (moment: string): string => moment.slice(0, 10)

/** Whether a key still opens the door. */
const describeState = ({ revoked, expires }: KeyEntry, now: Date): string => {
  if (revoked !== null) return `revoked ${toDay(revoked)}`
  if (expires === null) return 'good until revoked'
  return Date.parse(expires) <= now.getTime() ? `expired ${toDay(expires)}` : `good until ${toDay(expires)}`
}

/** One key with everything that may be shown of it. */
export const renderKey = (key: KeyEntry, now: Date): string =>
  card(key.id, [
    ['client', key.client],
    ['realm', key.realm],
    ['scopes', key.scopes.join(', ')],
    ['created', key.created],
    ['expires', key.expires ?? 'never'],
    ['state', describeState(key, now)],
  ])

/** A line for each key. */
export const renderKeys = (keys: readonly KeyEntry[], now: Date): string =>
  keys.length === 0
    ? 'There are no keys.'
    : columns(
        keys.map(key => [
          key.id,
          key.client,
          key.realm,
          key.scopes.join(', '),
          `created ${toDay(key.created)}`,
          describeState(key, now),
        ]),
      )

/** Adds `keys create`, `keys list` and `keys revoke ID`: who may call the service. */
export const addKeys = (program: Command, { terminal, finish }: CommandContext): void => {
  const keys = program
    .command('keys')
    .description('make, list and revoke the keys with which other systems may call the service')
    .addHelpText('after', example('virtual-school keys create --client mosaic-luton --scopes decide'))
  const add = (usage: string, description: string): Command =>
    keys
      .command(usage)
      .description(description)
      .option('--data <dir>', 'where the service keeps its data; absent: DATA_DIR, or ./data')
      .addOption(formatOption(['text', 'json']))
  add('create', 'make a key, and show it this once')
    .requiredOption('--client <name>', 'the name of the system that gets it, as mosaic-luton; of no person')
    .requiredOption(
      '--scopes <scopes>',
      'what it may do, with commas between: decide, records:read, records:read:all, records:write, records:export, records:erase, rules:activate, admin',
    )
    .option('--realm <name>', 'whose records it adds to and may read, as luton; absent: default')
    .addOption(lifetimeOption())
    .addOption(actorOption())
    .addHelpText('after', example('virtual-school keys create --client mosaic-luton --scopes decide --expires-in 90d'))
    .action(async (options: CreateOptions) => finish(await create(options, terminal)))
  add('list', 'list every key, without its secret')
    .addHelpText('after', example('virtual-school keys list'))
    .action(async (options: KeysOptions) => finish(await list(options, terminal)))
  add('revoke', 'revoke a key; a running service refuses it within a second')
    .argument('<id>', 'the eight digits after “vs_”, as keys list shows them')
    .addOption(actorOption())
    .addHelpText('after', example('virtual-school keys revoke 4f9c1a2b'))
    .action(async (id: string, options: KeysOptions) => finish(await revoke(id, options, terminal)))
}

/**
 * Where the service keeps its keys: with its records, so all that says where these are counts here too. Brings databases along,
 * and so is loaded only if it is asked for.
 */
const locateKeys = async (options: KeysOptions, terminal: Terminal) => {
  const { remarkOnActor, reportSecondPlace } = await import('../../records/with-records.ts')
  await remarkOnActor(options, terminal)
  const { data } = options
  return {
    environment: { ...terminal.env, ...(data === undefined ? {} : { DATA_DIR: data }) },
    surroundings: { now: terminal.now, secondPlaceEvents: reportSecondPlace(terminal) },
  }
}

const actorGiven = ({ actor }: KeysOptions) => (actor === undefined ? {} : { actor })

const create = async (options: CreateOptions, terminal: Terminal): Promise<ExitCode> => {
  const api = await import('@virtual-school/api')
  const scopes = parseScopes(options.scopes, api.scopes, api.isScope)
  if (!scopes.ok) return refuse(terminal, scopes.issues, options.format)
  const created = terminal.now()
  const expires = Number.isFinite(options.expiresIn) ? new Date(created.getTime() + options.expiresIn) : null
  const { client, realm } = options
  const named = { client, ...(realm === undefined ? {} : { realm }), ...actorGiven(options) }
  const made = await api.createKey(await locateKeys(options, terminal), {
    ...named,
    scopes: scopes.value,
    created,
    expires,
  })
  if (!made.ok) return refuse(terminal, made.issues, options.format)
  const { key, token } = made.value
  if (options.format === 'json') await printJson(terminal, { key, token })
  else
    await print(
      terminal,
      `${token}\n\nThis key is shown this once and kept nowhere. Put it where the system keeps its secrets.\n\n${renderKey(key, created)}`,
    )
  return exitCodes.done
}

const list = async (options: KeysOptions, terminal: Terminal): Promise<ExitCode> => {
  const { listKeys } = await import('@virtual-school/api')
  const held = await listKeys(await locateKeys(options, terminal))
  if (!held.ok) return refuse(terminal, held.issues, options.format)
  if (options.format === 'json') await printJson(terminal, { keys: held.value })
  else await print(terminal, renderKeys(held.value, terminal.now()))
  return exitCodes.done
}

const revoke = async (id: string, options: KeysOptions, terminal: Terminal): Promise<ExitCode> => {
  const { revokeKey } = await import('@virtual-school/api')
  const revoked = await revokeKey(await locateKeys(options, terminal), {
    id,
    now: terminal.now(),
    ...actorGiven(options),
  })
  if (!revoked.ok) return refuse(terminal, revoked.issues, options.format)
  if (options.format === 'json') await printJson(terminal, { key: revoked.value })
  else await print(terminal, renderKey(revoked.value, terminal.now()))
  return exitCodes.done
}
