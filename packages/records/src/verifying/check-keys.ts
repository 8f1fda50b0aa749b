import { unwrapKey } from '../keys/wrap.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import { type Faults, subjectIn } from './fault.ts'
import { everyPage, isFull } from './pages.ts'
import type { LogSource } from './source.ts'

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
          subjectIn(row.subject),
        )
  }
  return count
}
