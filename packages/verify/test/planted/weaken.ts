import type { Condition } from '@virtual-school/rules'
import type { EditableOutcome, EditableRule, Editor } from './editor.ts'

/** A safeguard weakened in a copy of the shipped rules, and the invariant that must be refuted by it. */
export interface Weakened {
  readonly what: string
  readonly invariant: string
  readonly authority: string
  readonly decision: string
  readonly plant: (editor: Editor) => void
}

export const nobody: Condition = { not: { all: [] } }

/** Every edition of a rule holds for nobody. */
export const silence =
  (...names: readonly string[]) =>
  (edit: Editor): void => {
    for (const name of names)
      for (const rule of editions(edit, name)) rule.conditions = { all: [rule.conditions, nobody] }
  }

const editions = (edit: Editor, name: string): readonly EditableRule[] => {
  const found = edit.files
    .flatMap(({ value }) => (value as { rules?: EditableRule[] }).rules ?? [])
    .filter(rule => rule.name === name)
  if (found.length === 0) throw new Error(`There is no rule ${name}.`)
  return found
}

/** What follows from a rule and names this requirement or item follows no longer. */
export const forget =
  (what: string, ...names: readonly string[]) =>
  (edit: Editor): void => {
    for (const { event } of names.flatMap(name => editions(edit, name)))
      event.params = { outcomes: event.params!.outcomes!.filter(one => one.requirement !== what && one.item !== what) }
  }

/** One outcome of a rule says something else in one of its questions. */
export const otherwiseIn =
  (question: string, name: string, index: number, said: Partial<EditableOutcome>) =>
  (edit: Editor): void => {
    const rule = edit.rule(name)
    const { type, params } = rule.event
    const outcomes = params!.outcomes ?? [{ ...params, type }]
    const others = rule.decisions!.filter(one => one !== question)
    const [was] = outcomes.splice(index, 1)
    outcomes.push({ ...was!, decisions: others }, { ...was!, ...said, decisions: [question] })
    rule.event = { type: 'outcomes', params: { outcomes } }
  }
