import type { Issue } from '../kernel/issue.ts'
import type { Release } from '../language/releases.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { reporter } from './conditions.ts'
import type { Rulebook } from './rulebook.ts'
import { checkDay } from './sources.ts'
import { reportTwice } from './vocabulary.ts'

/** The releases that were read; each version is there once, and its day exists. */
export const compileReleases = ({ releases }: RuleDocuments, issues: Issue[]): readonly Release[] => {
  if (releases === undefined) return []
  const report = reporter(releases.file, issues)
  const list = releases.value.releases
  const versions = list.map(one => one.version)
  reportTwice(versions, i => `/releases/${i}/version`, 'release', report)
  list.forEach((one, i) => {
    checkDay(one.released, `/releases/${i}/released`, report)
  })
  return list
}

/** How rules stand to the release that bears their version: they are it, they are not, or there is none. */
export type ReleaseState =
  | { readonly kind: 'released'; readonly release: Release }
  | { readonly kind: 'edited'; readonly release: Release }
  | { readonly kind: 'unreleased' }

/** Holds rules against `releases.json`, which they must have been loaded with (`whole` or `releases`). */
export const compareWithRelease = ({
  version,
  digest,
  releases,
}: Pick<Rulebook, 'version' | 'digest' | 'releases'>): ReleaseState => {
  const release = releases.find(one => one.version === version)
  if (release === undefined) return { kind: 'unreleased' }
  return { kind: release.digest === digest ? 'released' : 'edited', release }
}

/** Refuses rules that were edited and still bear the version of a release; none of any others. Issue: `duplicate-name`. */
export const releaseIssues = (rulebook: Pick<Rulebook, 'version' | 'digest' | 'releases'>): readonly Issue[] => {
  const state = compareWithRelease(rulebook)
  if (state.kind !== 'edited') return []
  const { version, released } = state.release
  const suggestion = nextMinor(version)
  const message = `These rules were edited since ${version} was released on ${released}, and still bear its version. Raise it: did you mean “${suggestion}”?`
  return [{ code: 'duplicate-name', pointer: '/version', file: 'manifest.json', message, suggestion }]
}

const nextMinor = (version: string): string => {
  const [major, minor = ''] = version.split('.')
  return `${major}.${Number(minor) + 1}.0`
}
