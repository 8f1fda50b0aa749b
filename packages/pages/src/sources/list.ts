import { capital } from '@virtual-school/rules/internal'
import { forceWords } from '@virtual-school/rules/words'
import { placesOf } from '../held/places.ts'
import { addressOf } from '../html/addresses.ts'
import { cacheFor, showPage } from '../html/page.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { rulesWords } from '../words/rules.ts'

/** Every source, by whoever published it. */
export const sourcesPage = async ({ service }: Tools, { visitor }: Visit): Promise<PageReply> => {
  const { rules } = service
  const whole = (await service.wholeRules()) ?? rules
  const publishers = [...new Set(rules.sources.map(one => one.publisher))]
  return showPage(service, {
    view: 'sources/list',
    title: rulesWords.sources,
    section: 'sources',
    cache: cacheFor(visitor),
    visitor,
    model: {
      words: rulesWords,
      groups: publishers.map(publisher => ({
        heading: publisher,
        sources: rules.sources
          .filter(one => one.publisher === publisher)
          .map(({ id, title, kind }) => {
            const { entries, cited } = placesOf(whole, id)
            const names = new Set(cited.flatMap(one => one.rules.map(({ name }) => name)))
            return {
              title,
              href: addressOf.source(id),
              facts: [
                capital(forceWords[kind]),
                names.size === 0 ? rulesWords.noRules : rulesWords.ofRules(names.size),
                ...(entries.length === 0 ? [] : [rulesWords.entries(entries.length)]),
              ],
            }
          }),
      })),
    },
  })
}
