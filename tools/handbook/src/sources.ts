import type { Rulebook, Source } from '@virtual-school/rules'
import { capital, stop } from '@virtual-school/rules/internal'
import { dateInWords, forceWords } from '@virtual-school/rules/words'
import { bullets, type Entry, plain, section } from './markdown.ts'

/** The sources that a page cites, with who published each and where it can be found. */
export const sourcesSection = (
  rulebook: Rulebook,
  cited: readonly { readonly source: string }[],
): readonly string[] => {
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
