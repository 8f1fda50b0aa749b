import type { DeadlineEvent, Rulebook } from '../../compile/rulebook.ts'
import { dateOfDayNumber, dayNumberOf } from '../../kernel/day-numbers.ts'
import type { Program } from '../program/program.ts'
import { countDueDay } from '../result/deadlines.ts'
import type { CaseloadAnswers, ItemColumn, RequirementColumn, TruthColumn } from './caseload.ts'
import type { WantedPart } from './check-columns.ts'
import { type Column, unknownIn } from './column.ts'
import { fourOf, lowestBits } from './order.ts'

/** What is wanted beside the answers, to be written while the answers are. */
export interface WantedColumns {
  /** The literals of the program whose truths are needed. */
  readonly literals: readonly number[]
  /** Writes the truth of the literal at place i of 32 children from this one on: the words of those of whom it is true, and false. */
  readonly write: (i: number, from: number, t: number, f: number) => void
  /** Says nothing of a child after all. */
  readonly refuse: (child: number) => void
  /** What was wanted, once all is written. */
  readonly read: () => Pick<CaseloadAnswers, 'requirements' | 'items' | 'deadlines'>
}

/** Room for what is wanted of so many children, a multiple of 32, of whom `count` are meant. */
export const createWanted = (
  rulebook: Rulebook,
  program: Program,
  wanted: ReadonlySet<WantedPart>,
  room: number,
  count: number,
  columns: ReadonlyMap<number, Column>,
): WantedColumns => {
  const literals: number[] = []
  const views: DataView[] = []
  const truthOf = (literal: number): TruthColumn => {
    const column = new Uint8Array(room)
    literals.push(literal)
    views.push(new DataView(column.buffer))
    return column.subarray(0, count)
  }
  const columnOf = ({ of }: DeadlineEvent): Column | undefined => columns.get(rulebook.factsByName.get(of)!.index)
  const requirements = wanted.has('requirements') && listRequirementColumns(program, truthOf)
  const items = wanted.has('items') && listItemColumns(program, truthOf)
  const deadlines =
    wanted.has('deadlines') && program.deadlines.map(({ event, applies }) => ({ event, applies: truthOf(applies) }))
  return {
    literals,
    write: (i, from, t, f) => {
      const view = views[i]!
      for (let q = 0; q < 8; q += 1) view.setInt32(from + 4 * q, lowestBits + fourOf(t, q) - fourOf(f, q), true)
    },
    refuse: child => {
      for (const view of views) view.setUint8(child, 0)
    },
    read: () => ({
      ...(requirements && { requirements }),
      ...(items && { items }),
      ...(deadlines && {
        deadlines: deadlines.map(({ event, applies }) => {
          const date = dueDays(rulebook, event, applies, columnOf(event))
          return { action: event.action, role: event.role, applies, date }
        }),
      }),
    }),
  }
}

type TruthOf = (literal: number) => TruthColumn

const listRequirementColumns = ({ requirements }: Program, truthOf: TruthOf): readonly RequirementColumn[] =>
  requirements.map(({ id, applies, test }) => ({ id, applies: truthOf(applies), met: truthOf(test) }))

const listItemColumns = ({ items }: Program, truthOf: TruthOf): readonly ItemColumn[] =>
  items.map(({ list, item, verb, applies }) => ({
    list,
    item,
    ...(verb === undefined ? {} : { verb }),
    applies: truthOf(applies),
  }))

/** The days of a deadline, each counted once for all who have the same first day. */
const dueDays = (
  rulebook: Rulebook,
  event: DeadlineEvent,
  applies: TruthColumn,
  starts: Column | undefined,
): Int32Array => {
  const date = new Int32Array(applies.length)
  date.fill(unknownIn(date))
  if (starts === undefined) return date
  const unknown = unknownIn(starts)
  const counted = new Map<number, number>()
  for (let child = 0; child < applies.length; child += 1) {
    const start = starts[child]!
    if (applies[child] === 0 || start === unknown) continue
    let due = counted.get(start)
    if (due === undefined) {
      const day = countDueDay(rulebook, event, dateOfDayNumber(start)).date
      due = day === null ? unknownIn(date) : dayNumberOf(day)
      counted.set(start, due)
    }
    date[child] = due
  }
  return date
}
