import type * as z from 'zod/mini'
import { acceptedFindingsDocument } from './accepted-findings.ts'
import { codesDocument } from './codes.ts'
import { decisionsDocument } from './decisions.ts'
import { factsDocument } from './facts.ts'
import { invariantsDocument } from './invariants.ts'
import { registerDocument } from './register.ts'
import { releasesDocument } from './releases.ts'
import { definitionsDocument, readingsDocument, rulebookDocument } from './rulebook.ts'
import { casesDocument, scenarioDocument, scenariosDocument } from './scenario.ts'
import { authorityDocument, calendarDocument, manifestDocument, sourcesDocument } from './sources.ts'

/** Every kind of file in a rule directory, with the schema of what it may hold. */
export const documentKinds = {
  manifest: manifestDocument,
  facts: factsDocument,
  decisions: decisionsDocument,
  sources: sourcesDocument,
  calendar: calendarDocument,
  authority: authorityDocument,
  definitions: definitionsDocument,
  readings: readingsDocument,
  register: registerDocument,
  rulebook: rulebookDocument,
  scenarios: scenariosDocument,
  scenario: scenarioDocument,
  codes: codesDocument,
  cases: casesDocument,
  invariants: invariantsDocument,
  'accepted-findings': acceptedFindingsDocument,
  releases: releasesDocument,
} as const satisfies Record<string, z.ZodMiniType>

/** A member of `documentKinds`. */
export type DocumentKind = keyof typeof documentKinds
/** What a document of a kind holds, once it is parsed. */
export type DocumentOf<K extends DocumentKind> = z.infer<(typeof documentKinds)[K]>

const rootKinds = new Map<string, DocumentKind>([
  ['manifest.json', 'manifest'],
  ['facts.json', 'facts'],
  ['decisions.json', 'decisions'],
  ['sources.json', 'sources'],
  ['calendar.json', 'calendar'],
])
const optionalRootKinds = new Map<string, DocumentKind>([
  ['invariants.json', 'invariants'],
  ['accepted-findings.json', 'accepted-findings'],
  ['releases.json', 'releases'],
])
const layerKinds = new Map<string, DocumentKind>([
  ['authority.json', 'authority'],
  ['definitions.json', 'definitions'],
  ['readings.json', 'readings'],
  ['register.json', 'register'],
])

/** The files at the root, each of which every rule directory has exactly once. */
export const rootFiles: readonly string[] = [...rootKinds.keys()]

/** The files at the root that a rule directory may have. */
export const optionalRootFiles: readonly string[] = [...optionalRootKinds.keys()]

/** The files that a directory with the folders of these authorities must have. */
export const requiredFiles = (layers: readonly string[]): readonly string[] => [
  ...rootFiles,
  ...layers.map(layer => `${layer}/authority.json`),
]

/** Files that no decision needs are read only when they are asked for. */
export interface Extras {
  /** Scenarios, published cases, invariants and accepted findings. */
  readonly whole: boolean
  /** The code sets of national returns. */
  readonly codes: boolean
  /** What was released under which version. */
  readonly releases: boolean
}

/** Which part of a rule directory a file belongs to: what decisions need, what the rules are held against, codes or releases. */
export const partOf = (path: string): 'rules' | 'rest' | 'codes' | 'releases' => {
  const kind = placeOfFile(path)?.kind
  if (kind === 'codes' || kind === 'releases') return kind
  return kind !== undefined && restKinds.has(kind) ? 'rest' : 'rules'
}
const restKinds: ReadonlySet<string> = new Set([
  'scenarios-or-scenario',
  'cases',
  'invariants',
  'accepted-findings',
] satisfies readonly (DocumentKind | 'scenarios-or-scenario')[])

/** Whether a file is to be read. */
export const isWanted = (path: string, { whole, codes, releases }: Extras): boolean =>
  ({ rules: true, rest: whole, codes, releases })[partOf(path)]

/** Folders that are no authority’s. */
const sharedFolders: ReadonlyMap<string, DocumentKind> = new Map([
  ['codes', 'codes'],
  ['cases', 'cases'],
])
const folder = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** What a file is, by where it lies: `facts.json`, `luton/readings.json`, `luton/scenarios/timetables.json`, `luton/registers/luton-page.json`, `luton/remit.json`, `codes/ssda903.json`, `cases/published.json`. */
export const placeOfFile = (
  path: string,
): { kind: DocumentKind | 'scenarios-or-scenario'; layer: string } | undefined => {
  const [first = '', second, third, ...deeper] = path.split('/')
  if (!path.endsWith('.json') || deeper.length > 0) return undefined
  if (second === undefined) {
    const kind = rootKinds.get(first) ?? optionalRootKinds.get(first)
    return kind && { kind, layer: '' }
  }
  if (!folder.test(first)) return undefined
  const shared = sharedFolders.get(first)
  if (shared !== undefined) return third === undefined ? { kind: shared, layer: '' } : undefined
  if (third === undefined) return { kind: layerKinds.get(second) ?? 'rulebook', layer: first }
  if (second === 'registers') return { kind: 'register', layer: first }
  return second === 'scenarios' ? { kind: 'scenarios-or-scenario', layer: first } : undefined
}
