import type { Rulebook } from '../compile/rulebook.ts'
import { dateInWords } from '../kernel/dates.ts'
import type { Citation, evidences } from '../language/citation.ts'
import type { Source } from '../language/sources.ts'
import { capital, evidenceWords, forceWords, sentence, stop } from '../wording/words.ts'
import { bullets, type Entry, plain, section, told } from './markdown.ts'

/** How well a text is known. */
export const evidenceSentence = (evidence: (typeof evidences)[number]): string =>
  sentence(evidenceWords[evidence] ?? 'the text itself was read')

/** Where the words stand, and how well they are known. */
export const citationEntry = (rulebook: Rulebook, { source, locator, evidence, damaged }: Citation): Entry => {
  const gaps = damaged === true ? ' Words are missing from the copy that was read.' : ''
  const { title } = rulebook.sources.get(source)!
  return told('Source', `*${plain(title)}*, ${plain(`${stop(locator)} ${evidenceSentence(evidence)}${gaps}`)}`)
}

/** Everything that a page cites, with who published it and where it can be found. */
export const sourcesSection = (rulebook: Rulebook, cited: readonly Citation[]): readonly string[] => {
  const ids = new Set(cited.map(one => one.source))
  const sources = [...rulebook.sources.values()].filter(one => ids.has(one.id))
  return section('Sources', sources.length === 0 ? [] : [bullets(sources.map(sourceEntry))])
}

const sourceEntry = (source: Source): Entry => {
  const published = source.published === undefined ? '' : `, ${dateInWords(source.published)}`
  const whose = source.attribution === 'inferred' ? ' The document does not itself say whose it is.' : ''
  const note = source.note === undefined ? '' : ` ${stop(source.note)}`
  const found = source.address === undefined ? '' : ` <${source.address}>`
  return {
    line: `*${plain(source.title)}.* ${plain(`${source.publisher}${published}. ${capital(forceWords[source.kind])}.${whose}${note}`)}${found}`,
  }
}
