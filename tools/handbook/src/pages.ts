import type { Rules } from '@virtual-school/rules/internal'
import { documentPages } from './document-page.ts'
import { indexText } from './index-page.ts'
import { pageText } from './page.ts'
import { buildView, type HandbookPage, pagePath } from './view.ts'

/**
 * The rules as a handbook for people who read documents and not JSON: an index, a page for each authority and question, and
 * one for each council’s document if the rules were loaded whole.
 */
export const buildHandbook = (rules: Rules): readonly HandbookPage[] => {
  const { rulebook } = rules
  const authorities = rules.authorities.map(({ id }) => rulebook.authorities.get(id)!)
  const views = [...rulebook.decisions.values()].flatMap(decision =>
    authorities.map(authority => buildView(rulebook, authority, decision)),
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
