import { sha256Hex } from '#sha256'
import { canonicalJson } from '../kernel/canonical-json.ts'
import type { Placed, RuleDocuments } from '../parse/rule-documents.ts'

/** Over everything that evaluation reads, whatever order its files and lists stood in; scenarios and `$schema` are not read. */
export const digestOf = (documents: RuleDocuments): string => {
  const whole = {
    manifest: documents.manifest.value,
    facts: documents.facts.value,
    decisions: documents.decisions.value,
    sources: documents.sources.value,
    calendar: documents.calendar.value,
    layers: documents.layers.map(layer => ({
      authority: layer.authority.value,
      definitions: sorted(layer.definitions, one => one.name),
      readings: sorted(layer.readings, one => one.id),
      rules: sorted(layer.rules, one => `${one.name} ${one.effective.from}`),
    })),
  }
  return `sha256:${sha256Hex(canonicalJson(withoutSchemaNames(whole)))}`
}

const sorted = <T>(placed: readonly Placed<T>[], key: (value: T) => string): readonly T[] =>
  placed.map(one => one.value).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))

const withoutSchemaNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSchemaNames)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (key === '$schema' ? [] : [[key, withoutSchemaNames(member)]])),
  )
}
