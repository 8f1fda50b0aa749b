import { readDirectoryRules, readPublishedRules } from '#files'
import { readPacked } from '#published'
import { compileFiles } from './compile/compile-files.ts'
import type { Rulebook } from './compile/rulebook.ts'
import { accepted, type Checked, type Issue, issueLine } from './kernel/issue.ts'
import { nearest, withSuggestion } from './kernel/nearest.ts'
import type { CodeSet } from './language/codes.ts'
import type { Extras } from './language/documents.ts'
import { unpackRulebook } from './packing/unpack-rulebook.ts'
import type { RuleFile } from './parse/rule-documents.ts'
import { type Rules, rulesFrom, type TypedRules } from './rules.ts'
import type { PublishedVocabulary } from './typing/published.ts'
import type { Vocabulary } from './typing/vocabulary.ts'

export { readPublishedFiles } from '#files'

/** Rule files to rules, or every issue they have. What their text was is not known here, so issues have no line. */
export const readRules = (files: readonly RuleFile[]): Checked<Rules> => {
  const rulebook = compileFiles(files, true)
  return rulebook.ok ? accepted(rulesFrom(rulebook.value)) : rulebook
}

/** What else to load. */
export interface LoadOptions {
  /** Also scenarios, registers, invariants, accepted findings, codes and releases, read and checked as strictly as the rules. Deciding needs none, so by default they are left alone. */
  readonly whole?: boolean
  /** Also the code sets of national returns, into `rulebook.codeSets`, checked against the vocabulary. */
  readonly codes?: boolean
  /** Also which rules were released, into `rulebook.releases`. */
  readonly releases?: boolean
}

/** Published rules know their words. Rules of a directory take every text, or know the words of the type that is named. */
export interface LoadRules {
  (directory?: undefined, options?: LoadOptions): Promise<TypedRules<PublishedVocabulary>>
  (directory: string | URL | undefined, options?: LoadOptions): Promise<Rules>
  <V extends Vocabulary>(directory: string | URL | undefined, options?: LoadOptions): Promise<TypedRules<V>>
}

/** The rules could not be loaded. `issues` says why, every reason at once; the message is the same in words. */
export interface RulesRefused extends Error {
  readonly issues: readonly Issue[]
}

/**
 * The rules published with this package; or, on a machine with a disk, those of a directory, named by its path or its `file:` address.
 * Rejects with `RulesRefused` if the files do not make rules; `checkRules` gives the same as data.
 */
export const loadRules = (async (directory?: string | URL, options: LoadOptions = {}): Promise<Rules> => {
  const checked = await checkRules(directory, options)
  if (checked.ok) return checked.value
  throw refusal(checked.issues)
}) as LoadRules

const refusal = (issues: readonly Issue[]): RulesRefused =>
  Object.assign(new Error(`The rules could not be loaded.\n${issues.map(issueLine).join('\n')}`), {
    name: 'RulesRefused',
    issues,
  })

/** The codes of one national return, as `ssda903`: those published with this package, or those of a directory. Rejects as `loadRules` does. */
export const loadCodes = async (set: string, directory?: string | URL): Promise<CodeSet> => {
  const { codeSets } = (await loadRules(directory, { codes: true })).rulebook
  const found = codeSets.get(set)
  if (found !== undefined) return found
  const message = `There is no code set “${set.slice(0, 80)}”.`
  throw refusal([withSuggestion({ code: 'unknown-name', pointer: '', message }, nearest(set, codeSets.keys()))])
}

/** As `loadRules`, with the issues as data: each names file, place, line and column. */
export const checkRules = async (
  directory?: string | URL,
  { whole = false, codes = whole, releases = whole }: LoadOptions = {},
): Promise<Checked<Rules>> => {
  const extras = { whole, codes, releases }
  const found = await (directory === undefined ? findPublished(extras) : readDirectoryRules(directory, extras))
  return found.ok ? accepted(rulesFrom(found.value)) : found
}

/** As they were compiled when the package was built; whole, or in a checkout, from their files. */
const findPublished = async (extras: Extras): Promise<Checked<Rulebook>> => {
  const packed = extras.whole ? undefined : readPacked(extras)
  return packed === undefined ? readPublishedRules(extras) : accepted(unpackRulebook(packed))
}
