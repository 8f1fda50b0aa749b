import type * as z from 'zod/mini'
import { isNestedDeeper } from '../kernel/depth.ts'
import { accepted, type Checked, type Issue, refused } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'
import { nearest, withSuggestion } from '../kernel/nearest.ts'
import { type DocumentKind, type DocumentOf, documentKinds, placeOfFile } from '../language/documents.ts'
import type { Register } from '../language/register.ts'
import type { Scenario } from '../language/scenario.ts'
import { oneAuthorityIssues, presenceIssues } from './presence.ts'
import type { LayerDocuments, PlacedValue, RuleDocuments, RuleFile } from './rule-documents.ts'
import { rulesOfFile } from './rule-heads.ts'
import { issuesFromZod } from './zod-issues.ts'

interface ParsedFile {
  readonly path: string
  readonly kind: DocumentKind
  readonly layer: string
  readonly value: unknown
}

/** Every file of a rule directory, checked for shape; or every issue there is, sorted. `unread`: of files that hold no JSON. */
export const parseDocuments = (files: readonly RuleFile[], unread: readonly Issue[] = []): Checked<RuleDocuments> => {
  if (files.length > limits.documentsCount) {
    return refused([
      { code: 'too-many', pointer: '', message: `A rule directory may hold at most ${limits.documentsCount} files.` },
    ])
  }
  const misnamed = oneAuthorityIssues(files.map(file => file.path))
  if (misnamed.length > 0) return refused(misnamed)
  const issues: Issue[] = [...unread]
  const parsed = [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).flatMap(file => parseFile(file, issues))
  const unreadPaths = new Set(unread.flatMap(issue => issue.file ?? []))
  issues.push(...presenceIssues([...files.map(file => file.path), ...unreadPaths]))
  if (issues.length > 0) return refused(issues)
  const layerIds = [...new Set(parsed.map(file => file.layer))].filter(layer => layer !== '')
  const optional = <K extends DocumentKind>(kind: K) =>
    parsed.filter(file => file.kind === kind).map(file => placed(file, '') as PlacedValue<DocumentOf<K>>)[0]
  const root = <K extends DocumentKind>(kind: K) => optional(kind)!
  const layers = layerIds.map(id =>
    parseLayer(
      id,
      parsed.filter(file => file.layer === id),
      parsed.filter(file => file.kind === 'cases'),
      issues,
    ),
  )
  issues.push(...unaskedIssues(parsed, layerIds))
  if (issues.length > 0) return refused(issues)
  return accepted({
    manifest: root('manifest'),
    facts: root('facts'),
    decisions: root('decisions'),
    sources: root('sources'),
    calendar: root('calendar'),
    invariants: optional('invariants'),
    acceptedFindings: optional('accepted-findings'),
    releases: optional('releases'),
    layers,
    codeSets: parsed.filter(file => file.kind === 'codes').map(file => placed(file, '')) as RuleDocuments['codeSets'],
  })
}

const parseFile = (file: RuleFile, issues: Issue[]): ParsedFile[] => {
  const place = placeOfFile(file.path)
  if (place === undefined) return []
  if (isNestedDeeper(file.value, limits.documentDepthLevels)) {
    const message = `Nothing may be nested more than ${limits.documentDepthLevels} levels deep.`
    issues.push({ code: 'too-deep', pointer: '', file: file.path, message })
    return []
  }
  const kind = place.kind === 'scenarios-or-scenario' ? scenarioKind(file.value) : place.kind
  issues.push(...schemaIssues(file, kind))
  const result = (documentKinds[kind] as z.ZodMiniType).safeParse(file.value)
  if (!result.success) {
    issues.push(...issuesFromZod(result.error, file.value, file.path))
    return []
  }
  return [{ path: file.path, kind, layer: place.layer, value: result.data }]
}

/** A file of scenarios holds one or a list of them. */
const scenarioKind = (value: unknown): 'scenarios' | 'scenario' =>
  typeof value === 'object' && value !== null && 'decision' in value ? 'scenario' : 'scenarios'

const placed = (file: ParsedFile, pointer: string): PlacedValue<unknown> => ({
  file: file.path,
  pointer,
  value: file.value,
})

const parseLayer = (
  id: string,
  files: readonly ParsedFile[],
  cases: readonly ParsedFile[],
  issues: Issue[],
): LayerDocuments => {
  const of = (kind: DocumentKind) => files.filter(file => file.kind === kind)
  const entries = <T>(kind: DocumentKind, member: string): PlacedValue<T>[] =>
    of(kind).flatMap(file =>
      (file.value as Record<string, T[]>)[member]!.map((value, index) => ({
        file: file.path,
        pointer: `/${member}/${index}`,
        value,
      })),
    )
  return {
    id,
    authority: placed(of('authority')[0]!, '') as LayerDocuments['authority'],
    definitions: entries('definitions', 'definitions'),
    readings: entries('readings', 'readings'),
    rules: of('rulebook').flatMap(file => rulesOfFile(file.value as DocumentOf<'rulebook'>, file.path, issues)),
    scenarios: [
      ...entries('scenarios', 'scenarios'),
      ...of('scenario').map(file => placed(file, '')),
      ...cases.flatMap(file => scenariosOfCases(file.value as DocumentOf<'cases'>, file.path, id)),
    ] as LayerDocuments['scenarios'],
    registers: of('register').map(file => placed(file, '') as PlacedValue<Register>),
  }
}

/** A case that asks an authority which has no folder would never be tried. */
const unaskedIssues = (files: readonly ParsedFile[], layers: readonly string[]): readonly Issue[] =>
  files
    .filter(file => file.kind === 'cases')
    .flatMap(({ path, value }) =>
      (value as DocumentOf<'cases'>).cases.flatMap(({ asks }, i) =>
        asks.flatMap(({ authority }, j): Issue[] => {
          if (layers.includes(authority)) return []
          const message = `There is no authority “${authority}”.`
          const at = {
            code: 'unknown-authority',
            file: path,
            pointer: `/cases/${i}/asks/${j}/authority`,
            message,
          } as const
          return [withSuggestion(at, nearest(authority, layers))]
        }),
      ),
    )

/** What published cases ask of an authority, as scenarios. */
const scenariosOfCases = (
  { cases }: DocumentOf<'cases'>,
  file: string,
  layer: string,
): readonly PlacedValue<Scenario>[] =>
  cases.flatMap(({ id, address, asks }, i) =>
    asks.flatMap(({ authority, why, ...asked }, j) =>
      authority !== layer
        ? []
        : [
            {
              file,
              pointer: `/cases/${i}/asks/${j}`,
              value: { name: `${id}, ask ${j + 1}: ${asked.decision}`, ...asked, tests: [address, why] },
            },
          ],
    ),
  )

/** By another kind’s schema an editor would complete the wrong words and mark the right ones. Wherever it lies: only its name counts. */
const schemaIssues = ({ path, value }: RuleFile, kind: DocumentKind): readonly Issue[] => {
  const named = typeof value === 'object' && value !== null && '$schema' in value ? value.$schema : undefined
  const ending = `${kind}.schema.json`
  if (typeof named !== 'string' || named.split('/').at(-1) === ending) return []
  const suggestion = `${'../'.repeat(path.split('/').length - 1)}schema/${ending}`
  const message = `The schema of this kind of file is expected: “${suggestion}”.`
  return [{ code: 'unknown-name', pointer: '/$schema', file: path, message, suggestion }]
}
