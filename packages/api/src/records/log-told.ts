import { latestCheckpoint, type Records } from '@virtual-school/records'

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
export const logTold = async ({ database, signer }: Records): Promise<LogTold> => {
  const { size } = await latestCheckpoint(database)
  const [name, id] = signer.verifierKey.split('+')
  return { records: database.kind, recordsSize: size, recordsKey: `${name}+${id}` }
}
