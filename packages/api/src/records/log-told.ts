import { latestCheckpoint, type Records, verifierKeysOf } from '@virtual-school/records'

/** What the line `started` says of the records. */
export type LogTold =
  | { readonly records: 'off' }
  | {
      readonly records: 'sqlite' | 'postgres'
      /** How many records there are. */
      readonly recordsSize?: number
      /** Name and id of the key that signs the log now: which log it is. */
      readonly recordsKey?: string
    }

/** Where the records are, how many, and whose log it is: what tells an empty log in the wrong place from the right one. */
export const logTold = async (records: Records): Promise<LogTold> => {
  const { database } = records
  const { size } = await latestCheckpoint(database)
  const [name, id] = (await verifierKeysOf(records)).split('\n').at(-1)!.split('+')
  return { records: database.kind, recordsSize: size, recordsKey: `${name}+${id}` }
}
