import type { DecisionDefinition, Definition, Rule, UnmodelledText } from '@virtual-school/rules'

/** What one step of mutation alters. */
export const mutantKinds = [
  'operator',
  'threshold',
  'member',
  'value',
  'grouping',
  'negation',
  'condition',
  'exception',
  'date',
  'count',
  'force',
  'outcome',
  'time',
  'question',
  'bearing',
] as const
/** A kind of mutation. */
export type MutantKind = (typeof mutantKinds)[number]

/** What is mutated: the rules themselves, what they rest on, and the law of which no rule is made. */
export const mutantGroups = ['rules', 'definitions', 'requirements', 'questions', 'texts'] as const
/** A group of mutants. */
export type MutantGroup = (typeof mutantGroups)[number]

/** What a mutant replaces in the rulebook. */
export type MutantChange =
  | { readonly on: 'rules'; readonly replaced: ReadonlyMap<Rule, Rule> }
  | { readonly on: 'definition'; readonly layer: string; readonly definition: Definition }
  | { readonly on: 'decision'; readonly decision: DecisionDefinition }
  | { readonly on: 'text'; readonly was: UnmodelledText; readonly text: UnmodelledText }

/** The rules with one small mistake in them. */
export interface Mutant {
  /** Made of names and places within the rule alone, so that other rules can be added and removed. */
  readonly id: string
  readonly kind: MutantKind
  readonly group: MutantGroup
  /** The rule’s name; the definition’s; the decision’s, and the requirement’s with it; the text’s. */
  readonly of: string
  /** Whose text was mutated. */
  readonly layer: string
  readonly file: string | null
  /** JSON Pointer in the file; from the definition or requirement if the file is not known. */
  readonly pointer: string
  /** “England’s “…”, with “the child’s age is under 18” made “the child’s age is at most 18”.” */
  readonly sentence: string
  readonly change: MutantChange
}
