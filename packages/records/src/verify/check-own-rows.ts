import { computeOnceMac, isSameMac } from '../crypto/bound-rows.ts'
import { type DeploymentKeys, deploymentKeyNames, isDeploymentKey, nextSigningSeed } from '../crypto/deployment-keys.ts'
import type { RootSecret } from '../crypto/root-secret.ts'
import { unwrapKey } from '../crypto/seal.ts'
import { checkCallers } from './check-callers.ts'
import { type Faults, pickSubject } from './fault.ts'
import { everyPage, isFull, type LogSource } from './source.ts'

/** Every data key, whether a record names it or none does: how many there are. Without the deployment’s keys they are only counted. */
export const checkDataKeys = async (
  source: Pick<LogSource, 'dataKeys'>,
  keys: Pick<DeploymentKeys, 'wrapping'> | undefined,
  faults: Faults,
): Promise<number> => {
  let count = 0
  for await (const page of everyPage(source.dataKeys, { by: 'key', limit: 500, faults })) {
    count += page.length
    for (const row of page)
      if (!isFull(row)) faults.add('unreadable', 'A data key’s row cannot be read.')
      else if (keys !== undefined && !unwrapKey(keys, row).ok)
        faults.add(
          'key',
          'A data key does not open: its row was changed, or was made with another root secret.',
          undefined,
          pickSubject(row.subject),
        )
  }
  return count
}

/** What rows are bound by, and what the deployment’s keys are wrapped by. */
interface OwnedKeys {
  readonly keys: Pick<DeploymentKeys, 'binding'>
  /** Undefined: whether the stored keys still open is not looked at. */
  readonly root?: RootSecret | undefined
}

/** Every key of the deployment has to be there and to open. */
const checkDeploymentKeys = async (
  source: Pick<LogSource, 'deploymentKeys'>,
  root: RootSecret | undefined,
  faults: Faults,
): Promise<void> => {
  const rows = await source.deploymentKeys()
  for (const name of deploymentKeyNames) {
    const found = rows.filter(row => row.name === name)
    const isRight =
      found.length === 1 && isFull(found[0]!) && (root === undefined || isDeploymentKey(found[0], name, root))
    if (!isRight) faults.add('key', `The deployment’s key “${name}” is missing, or was changed.`)
  }
  // A replacement of the signing key was interrupted: the command continues it when it is run again.
  const next = rows.filter(row => row.name === nextSigningSeed)
  for (const row of next)
    if (!isFull(row) || (root !== undefined && !isDeploymentKey(row, nextSigningSeed, root)))
      faults.add('key', 'The deployment’s key that is to sign next was changed.')
  if (rows.length > deploymentKeyNames.length + Math.min(next.length, 1))
    faults.add('key', 'There is a row of no deployment key.')
}

const checkOnce = async (source: LogSource, { keys }: OwnedKeys, faults: Faults): Promise<void> => {
  for await (const page of everyPage(source.once, { by: 'seq', limit: 500, faults }))
    for (const row of page)
      if (!isFull(row) || !isSameMac(row.mac, computeOnceMac(keys, row)))
        faults.add('once', 'What is kept of an Idempotency-Key is not as it was written.', row.seq ?? undefined)
}

/** Holds the rows that no record commits to, each to the keyed hash that it carries; and those of callers’ keys to the log. */
export const checkOwnRows = async (source: LogSource, owned: OwnedKeys, faults: Faults): Promise<void> => {
  await checkDeploymentKeys(source, owned.root, faults)
  await checkCallers(source, owned.keys, faults)
  await checkOnce(source, owned, faults)
}
