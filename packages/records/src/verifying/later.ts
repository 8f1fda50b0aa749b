import type { Envelope } from '../envelope.ts'
import { readEnvelope } from '../opening/envelope.ts'
import type { LogSource } from './source.ts'

/** A record that holds again what another held. */
export interface Again {
  readonly envelope: Envelope
  readonly payload: Uint8Array | null
}

/** What later records say of some: where their contents were sealed again, and whose a decision is since it was moved. */
export interface Later {
  /** The newest of each record that was sealed again. */
  readonly again: ReadonlyMap<string, Again>
  /** Every move of a decision, in their order. */
  readonly moves: ReadonlyMap<string, readonly Envelope[]>
}

/** Of these records, by their ids. What cannot be read is left out here, and told when its own turn comes. */
export const laterOf = async (source: Pick<LogSource, 'later'>, ids: readonly string[]): Promise<Later> => {
  const again = new Map<string, Again>()
  const moves = new Map<string, Envelope[]>()
  for (const row of await source.later(ids)) {
    const read = readEnvelope(row.envelope ?? '')
    if (!read.ok || read.value.about === undefined) continue
    const { about, type } = read.value
    if (type === 'resealed') again.set(about, { envelope: read.value, payload: row.payload ?? null })
    if (type === 'moved') moves.set(about, [...(moves.get(about) ?? []), read.value])
  }
  return { again, moves }
}

/** Whose a decision is now. */
export const ownerOf = ({ moves }: Later, { id, subject }: Envelope): string | undefined => {
  const last = moves.get(id)?.at(-1)
  return last === undefined ? subject : last.subject
}
