import { hasRecords, type Opening, openingIssue, recordsFromEnvironment } from '@virtual-school/records'
import type { Checked, Issue } from '@virtual-school/rules'
import { version } from '../../version.ts'
import { fileStore } from './file-store.ts'
import { importKeyFile } from './import-keys.ts'
import type { KeyStore } from './key-store.ts'
import { recordsStore } from './records-store.ts'

/** Where keys lie, as the service finds it. */
export interface KeysPlace {
  /** The environment of the service: DATA_DIR, DATABASE_URL, RECORDS, RECORDS_SECRET, RECORDS_NAME and the like. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** In the place of this process’s own. */
  readonly surroundings?: Opening['surroundings']
}

const unreachable: Issue = {
  code: 'unreadable',
  pointer: '',
  message: 'The keys lie with the records, whose database cannot be reached or written. Nothing was done.',
}

const nothingDone = (issue: Issue): Issue => ({ ...issue, message: `${issue.message} Nothing was done.` })

const dataDirectoryIn = ({ environment }: KeysPlace): string => environment.DATA_DIR || './data'

/** Whether keys lie with the records: those that are there, or that the first key begins, unless they are off. */
const isWithRecords = ({ environment }: KeysPlace, isToBegin: boolean): boolean =>
  hasRecords(environment) || (isToBegin && environment.RECORDS !== 'off')

/**
 * Does something with the keys, wherever they lie: with the records; in `keys.json` if there are none, or they are off and there
 * are none. `isToBegin`: records are begun if there are none. Issues if they cannot be opened, with what failed.
 */
export const withKeys = async <T>(
  place: KeysPlace,
  { isToBegin = false }: { readonly isToBegin?: boolean },
  act: (store: KeyStore) => Promise<Checked<T>>,
): Promise<Checked<T>> => {
  const dataDirectory = dataDirectoryIn(place)
  if (!isWithRecords(place, isToBegin)) return act(fileStore(dataDirectory))
  const { environment, surroundings = {} } = place
  // Who begins them makes their root secret too; a server says only when it is asked whether there are any.
  const opening = { engine: version, mustExist: !isToBegin, surroundings }
  const opened = await recordsFromEnvironment(environment, opening).catch(
    (error: unknown): Checked<never> => ({ ok: false, issues: [nothingDone(openingIssue(error, environment))] }),
  )
  if (!opened.ok) return opened
  const records = opened.value
  try {
    const imported = await importKeyFile(dataDirectory, records)
    return imported.ok ? await act(recordsStore(records)) : imported
  } catch {
    return { ok: false, issues: [unreachable] }
  } finally {
    await records.close()
  }
}
