import { describeCaller, readCallerKeyRow } from '../crypto/bound-rows.ts'
import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import type { ApiKeyRow, RecordRow } from '../database/schema.ts'
import type { Envelope } from '../model/envelope.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import { createFaultList, type Faults } from './fault.ts'
import { everyPage, isWhole, type LogSource, type Stored } from './source.ts'

type Caller = NonNullable<Envelope['caller']>

/** What the log says of a key. */
interface LoggedCaller {
  readonly seq: number
  readonly caller: Omit<Caller, 'imported'>
  readonly isRevoked: boolean
}

type Callers = Map<string, LoggedCaller>

const noteCaller = (callers: Callers, { type, seq, caller, split }: Envelope): void => {
  if (type === 'realm-split' && split !== undefined) {
    for (const [id, logged] of callers)
      if (logged.caller.client === split.client)
        callers.set(id, { ...logged, caller: { ...logged.caller, realm: split.realm } })
    return
  }
  if (caller === undefined) return
  const { imported: _, ...said } = caller
  const known = callers.get(caller.key)
  if (type === 'key-created') callers.set(caller.key, { seq, caller: said, isRevoked: false })
  else if (known !== undefined) callers.set(caller.key, { ...known, isRevoked: true })
}

const readCallers = async (source: Pick<LogSource, 'ofCallers'>, faults: Faults): Promise<Callers> => {
  const callers: Callers = new Map()
  for await (const page of everyPage<RecordRow>(source.ofCallers, { by: 'seq', limit: 500, faults }))
    for (const { envelope } of page) {
      const read = typeof envelope === 'string' ? readEnvelope(envelope) : undefined
      if (read?.ok) noteCaller(callers, read.value)
    }
  return callers
}

const renderMembers = ({ scopes, ...rest }: LoggedCaller['caller']): string =>
  JSON.stringify(Object.entries({ ...rest, scopes: scopes.join(' ') }).sort())

const checkRow = (
  row: Stored<ApiKeyRow>,
  logged: LoggedCaller | undefined,
  keys: Pick<DeploymentKeys, 'binding'>,
  faults: Faults,
): void => {
  const add = (message: string) => faults.add('caller-key', message, logged?.seq)
  const isReadable = isWhole(row) && row.mac !== null && row.sha256 !== null
  const key = isReadable ? readCallerKeyRow(keys, row) : undefined
  if (key === undefined) return add(`The key of a caller, ${row.id}, is not as it was written.`)
  if (logged === undefined) return add(`No record says that the key of a caller, ${key.id}, was made.`)
  if (renderMembers(describeCaller(key)) !== renderMembers(logged.caller))
    add(`The key of a caller, ${key.id}, may do something else than the record of it says.`)
  if ((key.revoked !== null) !== logged.isRevoked)
    add(
      logged.isRevoked
        ? `The log says that the key of a caller, ${key.id}, was revoked, and it is not.`
        : `No record says that the key of a caller, ${key.id}, was revoked, and it is.`,
    )
}

type CallersSource = Pick<LogSource, 'apiKeys' | 'ofCallers'>

const checkAllCallers = async (
  source: CallersSource,
  keys: Pick<DeploymentKeys, 'binding'>,
  faults: Faults,
): Promise<void> => {
  const callers = await readCallers(source, faults)
  const found = new Set<unknown>()
  for await (const page of everyPage(source.apiKeys, { by: 'id', limit: 500, faults }))
    for (const row of page) {
      found.add(row.id)
      checkRow(row, callers.get(row.id ?? ''), keys, faults)
    }
  for (const [id, { seq }] of callers)
    if (!found.has(id)) faults.add('caller-key', `The key of a caller, ${id}, is gone.`, seq)
}

const listedFaults = 1_000

/**
 * Holds callers’ keys, each to the keyed hash that it carries and to what the log says of it; and the log to there being each.
 * What is found is looked at again: a key may be made or revoked meanwhile, between the one table and the other.
 */
export const checkCallers = async (
  source: CallersSource,
  keys: Pick<DeploymentKeys, 'binding'>,
  faults: Faults,
): Promise<void> => {
  const look = async () => {
    const own = createFaultList(listedFaults)
    await checkAllCallers(source, keys, own)
    return own.listed()
  }
  const first = await look()
  if (first.length === 0) return
  const again = new Set((await look()).map(one => one.message))
  for (const { code, message, seq } of first) if (again.has(message)) faults.add(code, message, seq)
}
