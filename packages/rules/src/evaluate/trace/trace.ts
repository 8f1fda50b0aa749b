import { eventsFor } from '../../compile/questions.ts'
import type { Rule, Rulebook, RuleEvent } from '../../compile/rulebook.ts'
import { memoize } from '../../kernel/memo.ts'
import type { Program, ProgramRule } from '../program/program.ts'
import type { ParsedRequest } from '../request/parse-request.ts'
import { writeCondition } from './condition.ts'
import { buildFactTemplates, type FactTemplate, renderFact, renderValues } from './facts.ts'
import {
  createTemplateWriter,
  fillTemplate,
  neverTrue,
  type Template,
  type TemplateWriter,
  writeItems,
  writeList,
} from './template.ts'

/** What a question’s trace is filled into. */
export interface TraceTemplates {
  readonly facts: readonly FactTemplate[]
  readonly rest: Template
}

const templatesOfProgram = new WeakMap<Program, TraceTemplates>()

/** The templates of a question, built when its trace is first asked for. */
export const traceTemplates = (rulebook: Rulebook, program: Program): TraceTemplates =>
  memoize(templatesOfProgram, program, () => ({
    facts: buildFactTemplates(rulebook, program),
    rest: buildRestTemplate(rulebook, program),
  }))

/** The trace of an evaluation as JSON text: the truths that made the answer, filled into what never changes. */
export const renderTrace = (
  rulebook: Rulebook,
  program: Program,
  { values, supplied }: ParsedRequest,
  truths: Uint8Array,
): string => {
  const { facts, rest } = traceTemplates(rulebook, program)
  const known = { truths, found: renderValues(program, values, truths) }
  let text = '{"facts":{'
  for (const fact of facts) text += renderFact(fact, values[fact.index], supplied.includes(fact.index), known)
  return text + fillTemplate(rest, known)
}

const buildRestTemplate = (rulebook: Rulebook, program: Program): Template => {
  const write = createTemplateWriter()
  write.text('},"definitions":{')
  writeItems(write, [...program.definitions].sort(), name => {
    const { statement, conditions } = program.authority.definitions.get(name)!
    write.text(`"${name}":{"statement":${JSON.stringify(statement)},"truth":`)
    write.truth(program.literalOf(conditions))
    write.text(',"conditions":')
    writeCondition(write, program, conditions)
    write.text('}')
  })
  write.text('},"requirements":{')
  writeItems(write, program.requirements, one => {
    write.text(`"${one.id}":{"truth":`)
    write.truth(one.test)
    write.text(',"test":')
    writeCondition(write, program, one.condition)
    write.text('}')
  })
  write.text('},"rules":')
  const considered = [...program.rules, ...program.idleRules.map(rule => ({ rule }))].sort(byNameAndDay)
  writeList(write, considered, one =>
    'truth' in one ? writeRule(write, program, one) : writeIdleRule(write, program, one.rule),
  )
  if (rulebook.semantics > 1) writeTexts(write, program)
  write.text(',"sources":')
  write.json(
    listSources(rulebook, [
      ...considered.flatMap(({ rule }) => rule.citations.map(one => one.source)),
      ...program.texts.map(({ text }) => text.source),
    ]),
  )
  write.text('}')
  return write.done()
}

const byNameAndDay = ({ rule: a }: { rule: Rule }, { rule: b }: { rule: Rule }): number => {
  const [x, y] = [`${a.name} ${a.firstDay ?? '9'}`, `${b.name} ${b.firstDay ?? '9'}`]
  return x < y ? -1 : x > y ? 1 : 0
}

const renderHead = (rule: Rule): string => {
  const { name, title, layer, force, effective } = rule
  return JSON.stringify({ name, title, layer, force, effective }).slice(0, -1)
}

const renderTail = (program: Program, rule: Rule): string => {
  const { citations } = rule
  const { type, params } = renderedEvent(rule, eventsFor(rule, program.decision.id))
  // A passage's fingerprint is for those who hold the document; it stands in the rule, which name and digest identify.
  const places = citations.map(({ passage: _, ...place }) => place)
  return `,"event":${JSON.stringify({ type, params })},"citations":${JSON.stringify(places)}}`
}

/** The event as it is written; of several outcomes those for this question. */
const renderedEvent = ({ event }: Rule, events: readonly RuleEvent[]): { type: string; params: object } => {
  if (event.type === 'outcomes') return { type: event.type, params: { outcomes: events } }
  const { type, ...params } = events[0]!
  return { type, params }
}

/** Each text that bears on the question, and whether it concerns the child. */
const writeTexts = (write: TemplateWriter, program: Program): void => {
  write.text(',"notWeighed":')
  writeList(write, program.texts, ({ text: { id, conditions }, concerns }) => {
    write.text(`{"id":"${id}","truth":`)
    write.truth(concerns)
    if (conditions !== undefined) {
      write.text(',"conditions":')
      writeCondition(write, program, conditions)
    }
    write.text('}')
  })
}

const writeIdleRule = (write: TemplateWriter, program: Program, rule: Rule): void => {
  write.text(`${renderHead(rule)},"inForce":`)
  write.truth(neverTrue)
  write.text(',"truth":')
  write.truth(neverTrue)
  write.text(renderTail(program, rule))
}

const writeRule = (
  write: TemplateWriter,
  program: Program,
  { rule, inForce, truth, exceptions }: ProgramRule,
): void => {
  write.text(`${renderHead(rule)},"inForce":`)
  write.truth(inForce)
  write.text(',"truth":')
  write.truth(truth)
  write.text(',"conditions":')
  writeCondition(write, program, rule.conditions)
  if (exceptions.length > 0) {
    write.text(',"exceptedBy":')
    writeList(write, exceptions, one => {
      write.text(`{"rule":"${one.name}","truth":`)
      write.truth(one.literal)
      write.text('}')
    })
  }
  write.text(renderTail(program, rule))
}

const listSources = (rulebook: Rulebook, cited: readonly string[]): Record<string, unknown> => {
  const ids = [...new Set(cited)].sort()
  return Object.fromEntries(
    ids.map(id => {
      const { title, publisher, attribution } = rulebook.sources.get(id)!
      return [id, { title, publisher, attribution }]
    }),
  )
}
