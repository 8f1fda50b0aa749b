/** A value of a fact: a word, a number, true or false. */
export type FactValue = string | number | boolean

/** How tables that are there already tell facts of children: data, written by who knows the tables. */
export interface TableMap {
  readonly id: string
  readonly title: string
  /** What was read to write it. */
  readonly source: string
  /** What is not told, or not done, and why. */
  readonly notes: readonly string[]
  /** A row a child. */
  readonly child: { readonly table: string; readonly id: string }
  /** Episodes of care, which make up times in care. */
  readonly care?: CareTable
  /** By a name of one’s own: at most one row a child, of those in force on the day asked. */
  readonly rows?: Readonly<Record<string, RowPick>>
  /** Whoever died by the day asked is refused. */
  readonly deaths: readonly DeathRecord[]
  readonly facts: Readonly<Record<string, FactTold>>
}

/** A table of episodes, put together as `foldChild` does: a time in care goes on from episode to episode. */
export interface CareTable {
  readonly table: string
  readonly child: string
  /** The first day of an episode, and the day on which it ended; null: it goes on. */
  readonly from: string
  readonly to: string
  /** Why it began, the legal status, and why it ended. Without `status` each episode could be a short break. */
  readonly began: string
  readonly status?: string
  readonly ended: string
  /** The table of a return whose codes these are, `set/table`. */
  readonly as: string
}

/** At most one row a child: of those in force on the day asked, the one that began last. */
export interface RowPick {
  readonly table: string
  readonly child: string
  /** The first day, and the day on which it ended; null: it goes on. Without `to` it never ends. */
  readonly from: string
  readonly to?: string
  /** Of rows that began on one day, the one with the greatest value here. */
  readonly tie: string
  /** Only rows that have one of these words, or a code of a list of a return, `set/list`. */
  readonly only?: { readonly column: string; readonly words?: readonly string[]; readonly list?: string }
  /** Only while an episode of care is in force. */
  readonly inCare?: true
  /** What several rows in force mean: the latest counts, nothing is told, or the child is refused. */
  readonly ifSeveral: 'latest' | 'unknown' | 'refused'
}

/** A column of the child’s row that holds the day of a death; or rows of a table with codes that record one. */
export type DeathRecord =
  | { readonly column: string }
  | {
      readonly table: string
      readonly child: string
      readonly column: string
      /** The codes, `set/list`. */
      readonly list: string
      /** The day; without one it counts on every day. */
      readonly on?: string
    }

/** How a fact is told. What nothing tells is unknown. */
export interface FactTold {
  /** The first that is known counts. */
  readonly from: readonly FactTelling[]
  readonly source: string
  /** What was looked at, and what was not. */
  readonly seen: string
}

/** `beside`: told only if these facts are told so, too. */
export type FactTelling = { readonly beside?: Readonly<Record<string, FactValue>> } & (
  | ColumnTelling
  | {
      /** If this row is there, the value is so. */
      readonly there: string
      readonly value: FactValue
    }
  | {
      /** If none of these rows is there, the value is so; `because`: why no row means no, and not that nobody knows. */
      readonly notThere: readonly string[]
      readonly value: FactValue
      readonly because: string
    }
  /** The first day of the time in care that goes on. */
  | { readonly careSince: true }
)

/** A column. Days, numbers and words of the vocabulary are taken as they are, unless codes are given. */
export interface ColumnTelling {
  /** `child`, `careNow`, `careEnded` (the last episode, of who is not in care), or the name of a row. */
  readonly of: string
  readonly column: string
  /** By codes of a return, `set/list`: what each says of the fact. */
  readonly list?: string
  /** By words of one’s own. */
  readonly values?: Readonly<Record<string, FactValue>>
  /** What a word that is not among them means; absent: nothing. */
  readonly otherWords?: 'unknown' | 'refused'
}
