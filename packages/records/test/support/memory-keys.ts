import type { KeyLookup, KeyRows } from '../../src/append/data-keys.ts'
import type { SubjectRow } from '../../src/crypto/links.ts'
import type { DataKeyRow } from '../../src/database/schema.ts'

/** The tables of keys in memory, with what tests do to them beside. */
export interface MemoryKeys {
  readonly subjects: SubjectRow[]
  readonly dataKeys: DataKeyRow[]
  readonly held: (questions: KeyLookup) => Promise<KeyRows>
  readonly insert: (rows: KeyRows) => Promise<void>
  readonly erase: (subject: string) => void
}

export const memoryKeys = (): MemoryKeys => {
  const subjects: SubjectRow[] = []
  const dataKeys: DataKeyRow[] = []
  const keep = <T>(rows: T[], wanted: (row: T) => boolean) => rows.splice(0, rows.length, ...rows.filter(wanted))
  return {
    subjects,
    dataKeys,
    held: async questions => {
      const found = subjects.filter(one => questions.lookups.includes(one.lookup))
      const ids = new Set([...questions.subjects, ...found.map(one => one.subject)])
      return {
        subjects: found,
        dataKeys: dataKeys.filter(one => ids.has(one.subject) || questions.keys.includes(one.key)),
      }
    },
    insert: async rows => {
      for (const row of rows.subjects) if (!subjects.some(one => one.lookup === row.lookup)) subjects.push(row)
      for (const row of rows.dataKeys) {
        const isThere = dataKeys.some(
          one => one.subject === row.subject && one.decision === row.decision && one.year === row.year,
        )
        if (!isThere) dataKeys.push(row)
      }
    },
    erase: subject => {
      keep(subjects, one => one.subject !== subject)
      keep(dataKeys, one => one.subject !== subject)
    },
  }
}
