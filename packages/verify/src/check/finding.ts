import type { Witness } from '../witness/witness.ts'

/** What a finding can be of, each with what it says of the rules. Codes never change their meaning. */
export const findingCodes = {
  'accepted-finding-gone': 'A finding that was accepted no longer occurs.',
  'answer-never-reached': 'No child can ever get an answer that the decision offers.',
  'branch-never-holds': 'One of several ways for a condition to hold can never hold.',
  'deadlines-differ': 'Two rules set one person two different dates for the same thing.',
  'deadline-unused': 'A deadline is named that no rule sets.',
  'definition-unused': 'A definition is written that nothing uses.',
  'edition-hole': 'Between two editions of a rule lie days on which neither is in force.',
  'exception-never-bites': 'A rule excepts another, and the two never meet.',
  'fact-never-matters': 'A fact is asked for whose value never changes anything.',
  'fact-unused': 'A fact is in the vocabulary that no rule reads.',
  'item-unused': 'An item of a list is named that no rule includes.',
  'national-rule-restated': 'A council’s rule holds only where national rules to the same effect hold.',
  'question-hidden': 'A fact can change the outcome although it is held to be irrelevant, so it may never be asked.',
  'reading-never-matters': 'An ambiguity is recorded that never changes anything.',
  'reading-unused': 'A reading is written that no test names.',
  'requirement-never-met': 'Whenever a rule requires something, it cannot be met.',
  'requirement-never-unmet': 'Whenever a rule requires something, it is met already, so the rule protects nobody.',
  'requirement-unused': 'A requirement is in the catalogue that no rule asks for.',
  'requirements-conflict': 'Two things that are required together cannot both be met.',
  'rule-changes-nothing': 'A rule can be taken away and nothing that follows for any child changes.',
  'rule-never-holds': 'A rule holds for no child on any day.',
  'source-unused': 'A source is listed that nothing cites.',
  'test-never-matters': 'A test in a condition can be taken away and nothing changes.',
  'value-never-possible': 'A fact can never have one of its values, since what it contradicts rules it out.',
} as const
export type FindingCode = keyof typeof findingCodes

/** A remark on valid rules. */
export interface Finding {
  readonly code: FindingCode
  /** What it is about, the same from run to run: `accepted-findings.json` names it. */
  readonly about: string
  /** The names of the rules involved. */
  readonly rules: readonly string[]
  /** One or two plain sentences: what is so, and what to do. */
  readonly message: string
  /**
   * A case that shows it. What can never happen has no case; its witness is the nearest that can, and `shows` says so.
   * Null only where no case can show anything, as for a definition that nothing uses.
   */
  readonly witness: Witness | null
  /** `fault`: the case itself is wrong. `nearest`: everything happens in it but what never can. Absent without a witness. */
  readonly shows?: 'fault' | 'nearest'
}

/** A question that the solver did not answer within its time. Nothing is known of it, and it is never left out. */
export interface Undecided {
  readonly code: FindingCode
  readonly about: string
  readonly rules: readonly string[]
}

/** What a check found, sorted by code and what it is about. */
export interface CheckReport {
  /** Not accepted; those that were accepted and are gone are among them. */
  readonly findings: readonly Finding[]
  readonly accepted: readonly (Finding & { readonly reason: string })[]
  readonly undecided: readonly Undecided[]
}

/** What tells one finding from another. */
export const keyOf = ({ code, about }: { readonly code: string; readonly about: string }): string => `${code} ${about}`
