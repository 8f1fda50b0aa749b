import { pointerOf } from '@virtual-school/rules/internal'
import type { Dialect } from '../dialects/dialect.ts'
import { faultOfName, partsOfTable } from '../names.ts'
import { cellWord, closedObject, formOf, listEach, note, oneOf, only, recordOf, type Shape, someText } from './shape.ts'

const scalar: Shape = (value, at) => {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return
  note(at, 'wrong-type', 'A value of the fact is expected: a word, a number, true or false.')
}

const rowName: Shape = (value, at) => {
  if (/^[a-z][A-Za-z0-9]{0,39}$/.test(String(value))) return
  note(at, 'malformed', 'A row’s name is expected, written as `lastPlan`.')
}

/** What a map for an engine looks like. Whether its words mean anything is asked later. */
export const mapShape = (dialect: Dialect): Shape => {
  const column: Shape = (value, at) => {
    const fault = faultOfName(dialect, value)
    if (fault !== undefined) note(at, 'malformed', fault)
  }
  const table: Shape = (value, { path, issues }) => {
    partsOfTable(dialect, pointerOf(path), value, issues)
  }
  const care = closedObject(
    { table, child: column, from: column, to: column, began: column, ended: column, as: someText },
    { status: column },
  )
  const pick = closedObject(
    { table, child: column, from: column, tie: column, ifSeveral: oneOf('latest', 'unknown', 'refused') },
    { to: column, only: closedObject({ column }, { words: listEach(cellWord), list: someText }), inCare: only(true) },
  )
  const death = formOf({
    table: closedObject({ table, child: column, column, list: someText }, { on: column }),
    column: closedObject({ column }),
  })
  const beside = recordOf(someText, scalar)
  const telling = formOf({
    column: closedObject(
      { of: someText, column },
      { list: someText, values: recordOf(cellWord, scalar), otherWords: oneOf('unknown', 'refused'), beside },
    ),
    there: closedObject({ there: someText, value: scalar }, { beside }),
    notThere: closedObject({ notThere: listEach(someText), value: scalar, because: someText }, { beside }),
    careSince: closedObject({ careSince: only(true) }, { beside }),
  })
  const fact = closedObject({ from: listEach(telling), source: someText, seen: someText })
  return closedObject(
    {
      id: someText,
      title: someText,
      source: someText,
      notes: listEach(someText, true),
      child: closedObject({ table, id: column }),
      deaths: listEach(death, true),
      facts: recordOf(someText, fact),
    },
    { care, rows: recordOf(rowName, pick) },
  )
}
