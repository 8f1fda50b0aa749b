import { cacheFor, renderPage } from '../html/page.ts'
import type { PageRoute } from '../html/route.ts'
import { aboutWords } from '../words/about.ts'
import { homeModel } from './home.ts'

const texts = {
  '/about': [aboutWords.aboutTitle, aboutWords.aboutText],
  '/about/privacy': [aboutWords.privacyTitle, aboutWords.privacyText],
  '/about/accessibility': [aboutWords.accessibilityTitle, aboutWords.accessibilityText],
} as const

/** The first page, and those that say what the pages are. */
export const aboutRoutes: readonly PageRoute[] = [
  {
    method: 'get',
    path: '/',
    isShared: false,
    answer: ({ service }, { visitor }) =>
      renderPage(service, {
        view: 'about/home',
        title: aboutWords.home,
        section: 'ask',
        cache: cacheFor(visitor),
        visitor,
        model: homeModel(service.rules),
      }),
  },
  ...Object.entries(texts).map(
    ([path, [title, paragraphs]]): PageRoute => ({
      method: 'get',
      path,
      answer: ({ service }, { visitor }) =>
        renderPage(service, {
          view: 'about/text',
          title,
          cache: cacheFor(visitor),
          visitor,
          model: { paragraphs },
        }),
    }),
  ),
]
