import type { Rule, Rulebook } from '../compile/rulebook.ts'
import { kept } from '../kernel/memo.ts'
import type { FactValues, Program, ProgramRule } from './program.ts'
import {
  commaSeparated,
  fill,
  list,
  neverTrue,
  type Template,
  type TemplateWriter,
  templateWriter,
} from './template.ts'
import { writeCondition } from './trace-conditions.ts'
import { type FactTemplate, factTemplates, factText, foundTexts } from './trace-facts.ts'

export interface TraceTemplates {
  readonly facts: readonly FactTemplate[]
  readonly rest: Template
}

const templatesOfProgram = new WeakMap<Program, TraceTemplates>()

/** What the trace of a question is made from, prepared when it is first asked for and kept. */
export const traceTemplates = (rulebook: Rulebook, program: Program): TraceTemplates =>
  kept(templatesOfProgram, program, () => ({
    facts: factTemplates(rulebook, program),
    rest: restTemplate(rulebook, program),
  }))

/** The trace of an evaluation as JSON text: the truths that made the answer, filled into what never changes. */
export const traceText = (rulebook: Rulebook, program: Program, values: FactValues, truths: Uint8Array): string => {
  const { facts, rest } = traceTemplates(rulebook, program)
  const known = { truths, found: foundTexts(program, values, truths) }
  let text = '{"facts":{'
  for (const fact of facts) text += factText(fact, values[fact.index], known)
  return text + fill(rest, known)
}

const restTemplate = (rulebook: Rulebook, program: Program): Template => {
  const write = templateWriter()
  write.text('},"definitions":{')
  commaSeparated(write, [...program.definitions].sort(), name => {
    const { statement, conditions } = program.authority.definitions.get(name)!
    write.text(`"${name}":{"statement":${JSON.stringify(statement)},"truth":`)
    write.truth(program.literalOf(conditions))
    write.text(',"conditions":')
    writeCondition(write, program, conditions)
    write.text('}')
  })
  write.text('},"requirements":{')
  commaSeparated(write, program.requirements, one => {
    write.text(`"${one.id}":{"truth":`)
    write.truth(one.test)
    write.text(',"test":')
    writeCondition(write, program, one.condition)
    write.text('}')
  })
  write.text('},"rules":')
  const considered = [...program.rules, ...program.idleRules.map(rule => ({ rule }))].sort(byNameAndDay)
  list(write, considered, one => ('truth' in one ? writeRule(write, program, one) : writeIdleRule(write, one.rule)))
  write.text(',"sources":')
  write.json(
    sourcesOf(
      rulebook,
      considered.map(one => one.rule),
    ),
  )
  write.text('}')
  return write.done()
}

const byNameAndDay = ({ rule: a }: { rule: Rule }, { rule: b }: { rule: Rule }): number => {
  const [x, y] = [`${a.name} ${a.firstDay ?? '9'}`, `${b.name} ${b.firstDay ?? '9'}`]
  return x < y ? -1 : x > y ? 1 : 0
}

const headOf = (rule: Rule): string => {
  const { name, title, layer, force, effective } = rule
  return JSON.stringify({ name, title, layer, force, effective }).slice(0, -1)
}

const tailOf = ({ event, citations }: Rule): string => {
  const { type, ...params } = event
  // A passage's fingerprint is for those who hold the document; it stands in the rule, which name and digest identify.
  const places = citations.map(({ passage: _, ...place }) => place)
  return `,"event":${JSON.stringify({ type, params })},"citations":${JSON.stringify(places)}}`
}

const writeIdleRule = (write: TemplateWriter, rule: Rule): void => {
  write.text(`${headOf(rule)},"inForce":`)
  write.truth(neverTrue)
  write.text(',"truth":')
  write.truth(neverTrue)
  write.text(tailOf(rule))
}

const writeRule = (
  write: TemplateWriter,
  program: Program,
  { rule, inForce, truth, exceptions }: ProgramRule,
): void => {
  write.text(`${headOf(rule)},"inForce":`)
  write.truth(inForce)
  write.text(',"truth":')
  write.truth(truth)
  write.text(',"conditions":')
  writeCondition(write, program, rule.conditions)
  if (exceptions.length > 0) {
    write.text(',"exceptedBy":')
    list(write, exceptions, one => {
      write.text(`{"rule":"${one.name}","truth":`)
      write.truth(one.literal)
      write.text('}')
    })
  }
  write.text(tailOf(rule))
}

const sourcesOf = (rulebook: Rulebook, rules: readonly Rule[]): Record<string, unknown> => {
  const ids = [...new Set(rules.flatMap(rule => rule.citations.map(one => one.source)))].sort()
  return Object.fromEntries(
    ids.map(id => {
      const { title, publisher, attribution } = rulebook.sources.get(id)!
      return [id, { title, publisher, attribution }]
    }),
  )
}
