import { authoritiesInOrder } from '../compile/authorities.ts'
import type { Rulebook } from '../compile/rulebook.ts'
import { indexText } from './index-page.ts'
import { pageText } from './page.ts'
import { pagePath, viewOf } from './view.ts'

/** A page and where it lies in the handbook’s folder. */
export interface HandbookPage {
  readonly path: string
  readonly text: string
}

/** The rules as a handbook for people who read documents and not JSON: an index, and a page for each authority and question. */
export const handbookPages = ({ rulebook }: { readonly rulebook: Rulebook }): readonly HandbookPage[] => {
  const authorities = authoritiesInOrder(rulebook)
  const views = [...rulebook.decisions.values()].flatMap(decision =>
    authorities.map(authority => viewOf(rulebook, authority, decision)),
  )
  return [
    { path: 'README.md', text: indexText(rulebook, views) },
    ...views.map(view => ({
      path: pagePath(view.authority.id, view.decision.id),
      text: pageText(
        view,
        views.filter(one => one.decision === view.decision && !one.isNational),
      ),
    })),
  ]
}
