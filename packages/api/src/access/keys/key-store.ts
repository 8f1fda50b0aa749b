import type { By } from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import type { KeyRecord } from './key-record.ts'

/** Where keys lie. Each of these rejects if storage fails. */
export interface KeyStore {
  /** In the order in which they were made. */
  readonly list: () => Promise<Checked<readonly KeyRecord[]>>
  /** Issue if there is a key with its id. */
  readonly add: (key: KeyRecord, by: By) => Promise<Checked<KeyRecord>>
  /** One that is revoked already keeps its time. Undefined: there is no key with this id. */
  readonly revoke: (id: string, at: Date, by: By) => Promise<Checked<KeyRecord | undefined>>
}
