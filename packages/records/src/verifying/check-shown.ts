import type { ShownRow } from '../database/schema.ts'
import { logSubject } from '../reading/log-readings.ts'
import type { Faults } from './fault.ts'
import type { LookedInto } from './looked-into.ts'
import type { Stored } from './source.ts'

const isOfLog = ({ envelope }: LookedInto): boolean => envelope.type === 'accessed' && envelope.subject === logSubject

/** What a record of a list says that it showed; undefined: it cannot be told. */
const shownBy = ({ opened }: LookedInto): readonly number[] | undefined => {
  if (opened.state !== 'event') return undefined
  const { shown } = opened.payload
  return typeof shown === 'string' && shown !== '' ? shown.split(' ').map(Number) : []
}

const sorted = (some: readonly number[]): string => [...some].sort((one, other) => one - other).join()

/** Holds the rows that say which list showed which decision, those of the lists of a page, to what is sealed with the lists. */
export const checkShown = (looked: readonly LookedInto[], rows: readonly Stored<ShownRow>[], faults: Faults): void => {
  const byList = new Map<unknown, number[]>()
  for (const { list, decision } of rows) byList.set(list, [...(byList.get(list) ?? []), decision ?? Number.NaN])
  for (const one of looked.filter(isOfLog)) {
    const { seq } = one.envelope
    const found = byList.get(seq) ?? []
    byList.delete(seq)
    const expected = shownBy(one)
    if (one.opened.state === 'erased' && found.length > 0)
      faults.add('not-erased', 'It was erased, and what it showed is still there.', seq)
    if (expected !== undefined && sorted(expected) !== sorted(found))
      faults.add('index', 'What is kept of the decisions that it showed is not what it says.', seq)
  }
  for (const list of byList.keys())
    faults.add(
      'index',
      'A row says that a list showed a decision, and there is no such list.',
      Number(list) || undefined,
    )
}
