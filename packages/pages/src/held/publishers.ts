import type { Source } from '@virtual-school/rules'
import { rulesWords } from '../words/rules.ts'

type Named = Pick<Source, 'title' | 'publisher' | 'kind'>

/** Whose a source is, if its title does not say it. That of a law does: it is the law of the country. */
export const publisherOf = ({ title, publisher, kind }: Named): string | undefined =>
  kind === 'law' || title.includes(publisher) ? undefined : publisher

/** What a source is called where it does not stand beneath the name of its publisher. */
export const sourceWithPublisher = (source: Named): string => {
  const publisher = publisherOf(source)
  return publisher === undefined ? source.title : rulesWords.titleOf(source.title, publisher)
}
