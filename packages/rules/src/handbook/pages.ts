import { authoritiesInOrder } from '../compile/authorities.ts'
import type { Rulebook } from '../compile/rulebook.ts'
import { documentPages } from './document-page.ts'
import { indexText } from './index-page.ts'
import { pageText } from './page.ts'
import { type HandbookPage, pagePath, viewOf } from './view.ts'

/** The rules as a handbook for people who read documents and not JSON: an index, a page for each authority and question, and one for each council’s document, where the rules were loaded whole. */
export const handbookPages = ({ rulebook }: { readonly rulebook: Rulebook }): readonly HandbookPage[] => {
  const authorities = authoritiesInOrder(rulebook)
  const views = [...rulebook.decisions.values()].flatMap(decision =>
    authorities.map(authority => viewOf(rulebook, authority, decision)),
  )
  return [
    { path: 'README.md', text: indexText(rulebook, views) },
    ...authorities.flatMap(authority => documentPages(rulebook, authority)),
    ...views.map(view => ({
      path: pagePath(view.authority.id, view.decision.id),
      text: pageText(
        view,
        views.filter(one => one.decision === view.decision && !one.isNational),
      ),
    })),
  ]
}
