import { readFileSync } from 'node:fs'
import type { DatabaseKind } from '../../packages/records/src/database/schema.ts'
import { inCheckout } from '../../scripts/places.mjs'
import type { Manner } from './setup.ts'

/** A row of the page. */
export interface Row {
  readonly name: string
  readonly on: readonly DatabaseKind[]
  readonly by: 'owner' | 'service'
  readonly given: Manner['given']
  /** What is found by whoever has the root secret, and by whoever has the public key alone. */
  readonly withSecret: string
  readonly byKeyAlone: string
}

const kinds: Readonly<Record<string, readonly DatabaseKind[]>> = {
  both: ['sqlite', 'postgres'],
  SQLite: ['sqlite'],
  PostgreSQL: ['postgres'],
}

const text = readFileSync(inCheckout('test/attacks.md'), 'utf8')

/** The part of the page below a heading. */
const below = (heading: string): string => text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
const cellsOf = (part: string): readonly (readonly string[])[] =>
  [...part.matchAll(/^\| `([\w-]+)` \|(.+)\|$/gm)].map(([, name = '', rest = '']) => [
    name,
    ...rest.split('|').map(cell => cell.trim()),
  ])

/** Every attack on a stored log that the page lists. */
export const attackRows: readonly Row[] = cellsOf(below('A stored log')).map(
  ([name = '', on = '', by = '', given = '', , withSecret = '', byKeyAlone = '']) => ({
    name,
    on: kinds[on] ?? [],
    by: by === 'service' ? 'service' : 'owner',
    given: given as Manner['given'],
    withSecret,
    byKeyAlone: byKeyAlone === 'the same' ? withSecret : byKeyAlone,
  }),
)

/** Every other attack that the page lists, and the test that makes it: a file, and words of the test’s name. */
export const testedElsewhere: readonly { readonly name: string; readonly file: string; readonly words: string }[] =
  cellsOf(below('Receipts, checkpoints and the second place')).map(cells => {
    const [, file = '', words = ''] = /`([^`]+)`: (.+)/.exec(cells.at(-1) ?? '') ?? []
    return { name: cells[0] ?? '', file, words }
  })
