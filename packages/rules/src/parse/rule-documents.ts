import type { CodeSet } from '../language/codes.ts'
import type { DocumentOf } from '../language/documents.ts'
import type { Register } from '../language/register.ts'
import type { Definition, Reading, RuleDocument } from '../language/rulebook.ts'
import type { Scenario } from '../language/scenario.ts'

/** A file as it was found: its path inside the rule directory, with `/`, and the JSON it holds. */
export interface RuleFile {
  readonly path: string
  readonly value: unknown
}

/** A parsed value and where it stands, so that what is found out later can still be shown in its place. */
export interface PlacedValue<T> {
  readonly file: string
  readonly pointer: string
  readonly value: T
}

/** The documents without their places and without what evaluation does not read. */
export interface Substance {
  readonly manifest: DocumentOf<'manifest'>
  readonly facts: DocumentOf<'facts'>
  readonly decisions: DocumentOf<'decisions'>
  readonly sources: DocumentOf<'sources'>
  readonly calendar: DocumentOf<'calendar'>
  readonly layers: readonly SubstanceOfLayer[]
}

/** What evaluation reads of one layer. */
export interface SubstanceOfLayer {
  readonly authority: DocumentOf<'authority'>
  readonly definitions: readonly Definition[]
  readonly readings: readonly Reading[]
  readonly rules: readonly RuleDocument[]
  /** Of its registers the texts that bear on questions and are not modelled; absent if there are none. */
  readonly registers?: readonly Register[]
}

/** One authority's own files. */
export interface LayerDocuments {
  readonly id: string
  readonly authority: PlacedValue<DocumentOf<'authority'>>
  readonly definitions: readonly PlacedValue<Definition>[]
  readonly readings: readonly PlacedValue<Reading>[]
  readonly rules: readonly PlacedValue<RuleDocument>[]
  readonly scenarios: readonly PlacedValue<Scenario>[]
  readonly registers: readonly PlacedValue<Register>[]
}

/** A whole rule directory, every file of the right shape. Whether its names mean anything is the next stage's question. */
export interface RuleDocuments {
  readonly manifest: PlacedValue<DocumentOf<'manifest'>>
  readonly facts: PlacedValue<DocumentOf<'facts'>>
  readonly decisions: PlacedValue<DocumentOf<'decisions'>>
  readonly sources: PlacedValue<DocumentOf<'sources'>>
  readonly calendar: PlacedValue<DocumentOf<'calendar'>>
  readonly layers: readonly LayerDocuments[]
  /** Undefined if there are none, or if they were not read. */
  readonly invariants: PlacedValue<DocumentOf<'invariants'>> | undefined
  readonly acceptedFindings: PlacedValue<DocumentOf<'accepted-findings'>> | undefined
  readonly releases: PlacedValue<DocumentOf<'releases'>> | undefined
  /** None if they were not read. */
  readonly codeSets: readonly PlacedValue<CodeSet>[]
}
