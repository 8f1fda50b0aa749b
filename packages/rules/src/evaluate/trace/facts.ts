import type { Rulebook } from '../../compile/rulebook.ts'
import type { Scalar } from '../../language/values.ts'
import type { Program, ProgramFact } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'
import { writeCondition } from './condition.ts'
import { createTemplateWriter, fillTemplate, type Template, type TraceValues, writeList } from './template.ts'

/** A fact of the trace, all but its value and where that is from. */
export interface FactTemplate {
  readonly name: string
  readonly index: number
  /** -1 of a fact that only a deadline counts from. */
  readonly slot: number
  /** All that stands before its value. */
  readonly head: string
  readonly derivation: Template | undefined
}

/** The facts that the question reads or counts from, in the vocabulary’s order. */
export const buildFactTemplates = (rulebook: Rulebook, program: Program): readonly FactTemplate[] => {
  const read = program.facts.filter(one => one.isRead)
  const names = new Set(read.map(one => one.fact.name))
  const starts = new Set(program.deadlines.map(one => one.event.of).filter(name => !names.has(name)))
  const started = [...starts].map(name => ({ fact: rulebook.factsByName.get(name)!, slot: -1, derivation: [] }))
  return [...read, ...started]
    .sort((a, b) => a.fact.index - b.fact.index)
    .map(({ fact: { name, index }, slot, derivation }, i) => ({
      name,
      index,
      slot,
      head: `${i === 0 ? '' : ','}"${name}":{"value":`,
      derivation: derivation.length === 0 ? undefined : buildDerivationTemplate(program, derivation),
    }))
}

const buildDerivationTemplate = (program: Program, derivation: ProgramFact['derivation']): Template => {
  const write = createTemplateWriter()
  write.text(',"derivation":')
  writeList(write, derivation, part => {
    write.text(`{"value":${JSON.stringify(part.value)},"when":`)
    writeCondition(write, program, part.when)
    write.text('}')
  })
  write.text('}')
  return write.done()
}

/** A fact’s value: the one given, or that of the case that the derivation shows to hold. */
export const findValue = (
  { fact, derivation }: Pick<ProgramFact, 'fact' | 'derivation'>,
  values: FactValues,
  truths: Uint8Array,
): Scalar | null => {
  const given = values[fact.index]
  if (given !== undefined && given !== null) return given
  for (const { literal, value } of derivation) if (truths[literal] === 2) return value
  return null
}

/** The JSON text of each fact’s value, by slot. */
export const renderValues = (program: Program, values: FactValues, truths: Uint8Array): readonly string[] =>
  program.facts.map(one => renderValue(findValue(one, values, truths)))

/** As `JSON.stringify`: a fact’s text is a date or a word of the vocabulary, in which nothing is escaped. */
const renderValue = (value: Scalar | null): string => (typeof value === 'string' ? `"${value}"` : String(value))

/** The entry of one fact. */
export const renderFact = (
  { slot, head, derivation }: FactTemplate,
  given: FactValues[number],
  isSupplied: boolean,
  known: TraceValues,
): string => {
  const isGiven = given !== undefined && given !== null
  const value = slot >= 0 ? known.found[slot]! : isGiven ? renderValue(given) : 'null'
  if (isGiven) return `${head}${value},"from":"${isSupplied ? 'derived' : 'given'}"}`
  const from = value !== 'null' ? ',"from":"derived"' : given === null ? ',"from":"not-known"' : ',"from":"not-asked"'
  return head + value + from + (derivation === undefined ? '}' : fillTemplate(derivation, known))
}
