import { guardsOf } from '../database/guards.ts'
import type { Faults } from './fault.ts'
import type { LogSource } from './source.ts'

/**
 * Holds the tables, and what keeps them from being changed, to what the migrations make. Gives what stands beside them, which
 * alone does no harm, a sentence each.
 */
export const checkGuards = async (source: LogSource, faults: Faults): Promise<readonly string[]> => {
  const there = await source.schema()
  const found = await guardsOf(source.kind, there)
  for (const message of [...found.faults, ...there.rights]) faults.add('guards', message)
  for (const message of await source.damage()) faults.add('unreadable', message)
  return found.beside
}
