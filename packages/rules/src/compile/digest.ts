import { sha256Hex } from '#sha256'
import { canonicalJson } from '../kernel/canonical-json.ts'
import { bearingEntries } from '../language/register.ts'
import type {
  LayerDocuments,
  PlacedValue,
  RuleDocuments,
  Substance,
  SubstanceOfLayer,
} from '../parse/rule-documents.ts'

/** Everything that evaluation reads, whatever order its files and lists stood in; scenarios are not read. */
export const buildSubstance = (documents: RuleDocuments): Substance => ({
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
    ...registersRead(layer),
  })),
})

/** Of each register what bears on questions: all else in it is for readers. */
const registersRead = ({ registers }: LayerDocuments): Pick<SubstanceOfLayer, 'registers'> => {
  const read = registers.flatMap(({ value }) => {
    const entries = bearingEntries(value)
    return entries.length === 0
      ? []
      : [{ source: value.source, ...(value.evidence && { evidence: value.evidence }), entries }]
  })
  return read.length === 0 ? {} : { registers: read.sort((a, b) => (a.source < b.source ? -1 : 1)) }
}

/** As text; `$schema` is not read. */
export const substanceText = (substance: Substance): string => canonicalJson(substance, '$schema')

/** `sha256:` and the SHA-256 of a text. */
export const computeDigest = (text: string): string => `sha256:${sha256Hex(text)}`

const sorted = <T>(placed: readonly PlacedValue<T>[], key: (value: T) => string): readonly T[] =>
  placed
    .map(({ value }) => ({ value, by: key(value) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
    .map(one => one.value)
