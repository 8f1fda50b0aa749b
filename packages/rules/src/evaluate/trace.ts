import type { Rule, Rulebook } from '../compile/rulebook.ts'
import { kept } from '../kernel/memo.ts'
import type { Condition } from '../language/condition.ts'
import type { FactValues, Program, ProgramFact, ProgramRule } from './program.ts'
import { fill, type Template, type TemplateWriter, templateWriter } from './template.ts'

interface TraceTemplates {
  readonly facts: readonly { readonly fact: ProgramFact; readonly derivation: Template | undefined }[]
  /** Facts that only a deadline counts from. */
  readonly starts: readonly { readonly name: string; readonly index: number }[]
  readonly rest: Template
}

const templatesOfProgram = new WeakMap<Program, TraceTemplates>()

/** The trace of an evaluation as JSON text: the truths that made the answer, filled into what never changes. */
export const traceText = (rulebook: Rulebook, program: Program, values: FactValues, truths: Uint8Array): string => {
  const templates = kept(templatesOfProgram, program, () => templatesOf(rulebook, program))
  const found = program.facts.map(fact => JSON.stringify(valueFound(fact, values, truths) ?? null))
  const facts = [
    ...templates.facts.map(({ fact, derivation }) => ({
      index: fact.fact.index,
      text: factText(fact, derivation, values, { truths, found }),
    })),
    ...templates.starts.map(({ name, index }) => ({
      index,
      text: `"${name}":{"value":${JSON.stringify(values[index] ?? null)},"from":"${origin(values[index])}"}`,
    })),
  ].sort((a, b) => a.index - b.index)
  return `{"facts":{${facts.map(one => one.text).join(',')}}${fill(templates.rest, { truths, found })}`
}

const origin = (value: FactValues[number]): string =>
  value === undefined ? 'not-asked' : value === null ? 'not-known' : 'given'

/** The value given, or that of the case that the derivation shows to hold. */
const valueFound = (fact: ProgramFact, values: FactValues, truths: Uint8Array): FactValues[number] =>
  values[fact.fact.index] ?? fact.derivation.find(part => truths[part.literal] === 2)?.value

const factText = (
  { fact, slot }: ProgramFact,
  derivation: Template | undefined,
  values: FactValues,
  known: { truths: Uint8Array; found: readonly string[] },
): string => {
  const given = values[fact.index]
  const isDerived = given == null && derivation !== undefined
  const from = isDerived && known.found[slot] !== 'null' ? 'derived' : origin(given)
  return `"${fact.name}":{"value":${known.found[slot]},"from":"${from}"${isDerived ? `,"derivation":${fill(derivation, known)}` : ''}}`
}

const templatesOf = (rulebook: Rulebook, program: Program): TraceTemplates => {
  const read = program.facts.filter(fact => fact.isRead)
  const starts = program.deadlines
    .map(one => rulebook.factsByName.get(one.event.of)!)
    .filter(fact => !read.some(one => one.fact.name === fact.name))
  return {
    facts: read.map(fact => ({
      fact,
      derivation: fact.derivation.length === 0 ? undefined : derivationTemplate(program, fact),
    })),
    starts: [...new Set(starts)].map(({ name, index }) => ({ name, index })),
    rest: restTemplate(rulebook, program),
  }
}

const derivationTemplate = (program: Program, fact: ProgramFact): Template => {
  const write = templateWriter()
  list(write, fact.derivation, part => {
    write.text(`{"value":${JSON.stringify(part.value)},"when":`)
    writeCondition(write, program, part.when)
    write.text('}')
  })
  return write.done()
}

const restTemplate = (rulebook: Rulebook, program: Program): Template => {
  const write = templateWriter()
  write.text(',"definitions":{')
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

const writeIdleRule = (write: TemplateWriter, rule: Rule): void =>
  write.text(`${headOf(rule)},"inForce":"false","truth":"false"${tailOf(rule)}`)

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

const commaSeparated = <T>(write: TemplateWriter, items: readonly T[], each: (item: T) => void): void =>
  items.forEach((item, i) => {
    if (i > 0) write.text(',')
    each(item)
  })

const list = <T>(write: TemplateWriter, items: readonly T[], each: (item: T) => void): void => {
  write.text('[')
  commaSeparated(write, items, each)
  write.text(']')
}

/** A condition as its author wrote it, each part with its truth and each test with the value found. */
const writeCondition = (write: TemplateWriter, program: Program, at: Condition): void => {
  if ('all' in at || 'any' in at) {
    write.text('all' in at ? '{"all":' : '{"any":')
    list(write, 'all' in at ? at.all : at.any, member => writeCondition(write, program, member))
  } else if ('not' in at) {
    write.text('{"not":')
    writeCondition(write, program, at.not)
  } else {
    const { reading } = at
    const part =
      'condition' in at ? { condition: at.condition } : { fact: at.fact, operator: at.operator, value: at.value }
    write.text(JSON.stringify(reading === undefined ? part : { ...part, reading }).slice(0, -1))
    if ('fact' in at) {
      write.text(',"found":')
      write.found(program.slotOf.get(at.fact)!)
    }
  }
  write.text(',"truth":')
  write.truth(program.literalOf(at))
  write.text('}')
}
