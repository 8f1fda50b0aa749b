import type { Issue } from '../kernel/issue.ts'
import type { Condition } from '../language/condition.ts'
import type { Fact } from '../language/facts.ts'
import type { Definition, Reading } from '../language/rulebook.ts'
import type { LayerDocuments, PlacedValue } from '../parse/rule-documents.ts'
import { sortNames } from './circles.ts'
import {
  type ConditionScope,
  checkCitations,
  checkCondition,
  checkConditions,
  listParts,
  reporter,
} from './conditions.ts'

/** What the names of definitions and readings mean to one authority: the nation’s and its own. */
export interface Names {
  readonly definitions: ReadonlyMap<string, Definition>
  readonly readings: ReadonlyMap<string, Reading>
}

/** The names of one layer on top of the nation’s; a council adds names and never takes one over. */
export const collectNames = (layer: LayerDocuments, national: LayerDocuments, issues: Issue[]): Names => {
  const under = layer === national ? undefined : national
  return {
    definitions: collect(layer.definitions, under?.definitions ?? [], one => one.name, 'name', issues),
    readings: collect(layer.readings, under?.readings ?? [], one => one.id, 'id', issues),
  }
}

const collect = <T>(
  own: readonly PlacedValue<T>[],
  below: readonly PlacedValue<T>[],
  nameOf: (value: T) => string,
  member: string,
  issues: Issue[],
): ReadonlyMap<string, T> => {
  const national = indexFirst(
    below.map(one => one.value),
    nameOf,
  )
  const found = new Map(national)
  for (const { value, file, pointer } of own) {
    const name = nameOf(value)
    const report = reporter(file, issues)
    if (national.has(name)) {
      const message = `“${name}” is a national name; a council may not give it another meaning.`
      report(`${pointer}/${member}`, 'local-loosens-national', message)
    } else if (found.has(name)) report(`${pointer}/${member}`, 'duplicate-name', `The name “${name}” is already taken.`)
    else found.set(name, value)
  }
  return found
}

/** Values by their names; of two with the same name the first, since the second is refused. */
export const indexFirst = <T>(values: readonly T[], nameOf: (value: T) => string): Map<string, T> => {
  const found = new Map<string, T>()
  for (const value of values) if (!found.has(nameOf(value))) found.set(nameOf(value), value)
  return found
}

/** What the conditions of a layer may refer to. */
export const buildLayerScope = (facts: ReadonlyMap<string, Fact>, names: Names, semantics: 1 | 2) => ({
  facts,
  semantics,
  definitions: new Set(names.definitions.keys()),
  readings: new Set(names.readings.keys()),
})

/** Checks a layer’s own definitions and readings. */
export const checkNames = (
  layer: LayerDocuments,
  names: Names,
  scope: ConditionScope & { readonly sources: ReadonlySet<string> },
  issues: Issue[],
): void => {
  for (const { value, file, pointer } of layer.definitions) {
    const report = reporter(file, issues)
    checkConditions(value.conditions, scope, `${pointer}/conditions`, report)
    checkCitations(value.citations, scope.sources, `${pointer}/citations`, report)
  }
  for (const { value, file, pointer } of layer.readings) {
    checkCitations(value.citations, scope.sources, `${pointer}/citations`, reporter(file, issues))
    value.alternatives.forEach((one, i) => {
      const at = `${pointer}/alternatives/${i}`
      const report = reporter(file, issues)
      if ((one.condition === undefined) === (one.deadline === undefined))
        report(at, 'malformed', 'An alternative has either a “condition” or a “deadline”.')
      if (one.deadline && one.deadline.count === undefined && one.deadline.unit === undefined) {
        report(
          `${at}/deadline`,
          'missing-member',
          'An alternative for a deadline has another “count”, another “unit” or both.',
        )
      }
      if (one.condition) checkCondition(one.condition, { ...scope, readings: null }, `${at}/condition`, report)
    })
  }
  const edges = collectReferences(names)
  for (const circle of sortNames(edges).circles) {
    const first = layer.definitions.find(({ value }) => circle.includes(value.name))
    if (first)
      issues.push({
        code: 'circle',
        file: first.file,
        pointer: `${first.pointer}/conditions`,
        message: `These definitions refer to one another in a circle: ${circle.join(', ')}.`,
      })
  }
}

/** The definitions that each definition refers to. */
export const collectReferences = (names: Names): ReadonlyMap<string, readonly string[]> =>
  new Map([...names.definitions.values()].map(one => [one.name, listReferences(one, names)]))

/** A reading’s alternatives may stand where its leaf stands, so their references count too. */
const listReferences = (definition: Definition, names: Names): string[] => {
  const conditions: Condition[] = [definition.conditions]
  for (const part of listParts(definition.conditions)) {
    const reading = 'reading' in part && part.reading !== undefined ? names.readings.get(part.reading) : undefined
    conditions.push(...(reading?.alternatives.flatMap(one => one.condition ?? []) ?? []))
  }
  return conditions.flatMap(listParts).flatMap(part => ('condition' in part ? [part.condition] : []))
}
