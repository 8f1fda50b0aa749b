import { createHash } from 'node:crypto'
import type { RulebookRow } from '../database/schema.ts'
import type { Envelope } from '../model/envelope.ts'
import type { Faults } from './fault.ts'
import { everyPage, type LogSource, type Stored } from './source.ts'

/** The rules that records name, by digest: their version, and the first record that names them. */
export type NamedRules = Map<string, { readonly version: string; readonly seq: number }>

/** Notes the rules that a record names; a version other than that of a record before it is a fault. */
export const noteRules = (named: NamedRules, { rules, seq }: Envelope, faults: Faults): void => {
  if (rules === undefined) return
  const known = named.get(rules.digest)
  if (known === undefined) named.set(rules.digest, { version: rules.version, seq })
  else if (known.version !== rules.version)
    faults.add('rulebook', `It names another version for the same rules than record ${known.seq} does.`, seq)
}

const readVersion = (text: string): unknown => {
  try {
    return (JSON.parse(text) as { readonly manifest?: { readonly version?: unknown } }).manifest?.version
  } catch {
    return undefined
  }
}

const checkRulebook = (row: Stored<RulebookRow>, named: NamedRules, faults: Faults): void => {
  const { digest, version, text } = row
  if (typeof text !== 'string' || `sha256:${createHash('sha256').update(text).digest('hex')}` !== digest)
    return faults.add(
      'rulebook',
      'A rulebook’s text is not the one whose SHA-256 is its digest.',
      named.get(String(digest))?.seq,
    )
  const first = named.get(digest)
  if (version !== readVersion(text) || (first !== undefined && first.version !== version))
    faults.add('rulebook', 'A rulebook is stored under another version than its text and its records name.', first?.seq)
}

/** How many rulebooks are kept. Each has to be that of its digest, and every one that a record names has to be there. */
export const checkRulebooks = async (
  source: Pick<LogSource, 'rulebooks'>,
  named: NamedRules,
  faults: Faults,
): Promise<number> => {
  const found = new Set<unknown>()
  let count = 0
  // Half a megabyte each.
  for await (const page of everyPage(source.rulebooks, { by: 'digest', limit: 4, faults }))
    for (const row of page) {
      count += 1
      found.add(row.digest)
      checkRulebook(row, named, faults)
    }
  for (const [digest, { seq }] of named)
    if (!found.has(digest)) faults.add('rulebook', `The rules ${digest} that it names are not kept.`, seq)
  return count
}
