import type { Issue } from '../kernel/issue.ts'
import type { Condition } from '../language/condition.ts'
import type { Definition, Reading } from '../language/rulebook.ts'
import type { LayerDocuments, Placed, RuleDocuments } from '../parse/rule-documents.ts'
import { sortNames } from './circles.ts'
import { type Scope, checkCitations, checkCondition, partsOf, reporter } from './conditions.ts'
import type { Fact } from '../language/facts.ts'

/** What the names of definitions and readings mean to one authority: the nation’s and its own. */
export interface Names {
  readonly definitions: ReadonlyMap<string, Definition>
  readonly readings: ReadonlyMap<string, Reading>
}

/** The names of one layer on top of the nation’s; a council adds names and never takes one over. */
export const namesOf = (layer: LayerDocuments, national: LayerDocuments, issues: Issue[]): Names => {
  const under = layer === national ? [] : [national]
  return {
    definitions: collect([...under, layer].map(one => one.definitions), definition => definition.name, 'name', issues),
    readings: collect([...under, layer].map(one => one.readings), reading => reading.id, 'id', issues),
  }
}

const collect = <T>(layers: readonly (readonly Placed<T>[])[], nameOf: (value: T) => string, member: string, issues: Issue[]): Map<string, T> => {
  const found = new Map<string, T>()
  layers.forEach((entries, depth) => {
    const below = new Set(found.keys())
    for (const { value, file, pointer } of entries) {
      const name = nameOf(value)
      if (depth > 0 && below.has(name)) {
        issues.push({ code: 'local-loosens-national', file, pointer: `${pointer}/${member}`, message: `“${name}” is a national name; a council may not give it another meaning.` })
      } else if (found.has(name)) issues.push({ code: 'duplicate-name', file, pointer: `${pointer}/${member}`, message: `The name “${name}” is already taken.` })
      else found.set(name, value)
    }
  })
  return found
}

export const scopeOf = (facts: ReadonlyMap<string, Fact>, names: Names) => ({
  facts,
  definitions: new Set(names.definitions.keys()),
  readings: new Set(names.readings.keys()),
})

/** Checks a layer’s own definitions and readings. */
export const checkNames = (layer: LayerDocuments, names: Names, scope: Scope & { readonly sources: ReadonlySet<string> }, issues: Issue[]): void => {
  for (const { value, file, pointer } of layer.definitions) {
    const report = reporter(file, issues)
    checkCondition(value.conditions, scope, `${pointer}/conditions`, report)
    checkCitations(value.citations, scope.sources, `${pointer}/citations`, report)
  }
  for (const { value, file, pointer } of layer.readings) {
    checkCitations(value.citations, scope.sources, `${pointer}/citations`, reporter(file, issues))
    value.alternatives.forEach((one, i) => {
      const at = `${pointer}/alternatives/${i}`
      const report = reporter(file, issues)
      if ((one.condition === undefined) === (one.deadline === undefined)) report(at, 'malformed', 'An alternative has either a “condition” or a “deadline”.')
      if (one.deadline && one.deadline.count === undefined && one.deadline.unit === undefined) {
        report(`${at}/deadline`, 'missing-member', 'An alternative for a deadline has another “count”, another “unit” or both.')
      }
      if (one.condition) checkCondition(one.condition, { ...scope, readings: null }, `${at}/condition`, report)
    })
  }
  const edges = referencesIn(names)
  for (const circle of sortNames(edges).circles) {
    const first = layer.definitions.find(({ value }) => circle.includes(value.name))
    if (first) issues.push({ code: 'circle', file: first.file, pointer: `${first.pointer}/conditions`, message: `These definitions refer to one another in a circle: ${circle.join(', ')}.` })
  }
}

/** The definitions that each definition refers to. */
export const referencesIn = (names: Names): ReadonlyMap<string, readonly string[]> =>
  new Map([...names.definitions.values()].map(one => [one.name, referencesOf(one, names)]))

/** A reading’s alternatives may stand where its leaf stands, so their references count too. */
const referencesOf = (definition: Definition, names: Names): string[] => {
  const conditions: Condition[] = [definition.conditions]
  for (const part of partsOf(definition.conditions)) {
    const reading = 'reading' in part && part.reading !== undefined ? names.readings.get(part.reading) : undefined
    conditions.push(...(reading?.alternatives.flatMap(one => one.condition ?? []) ?? []))
  }
  return conditions.flatMap(partsOf).flatMap(part => ('condition' in part ? [part.condition] : []))
}

export type { RuleDocuments }
