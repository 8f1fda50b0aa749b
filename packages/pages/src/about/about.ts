import { listed } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { evidenceSentence } from '@virtual-school/rules/words'
import { cacheFor, showPage } from '../html/page.ts'
import type { PageRoute } from '../html/route.ts'
import type { Model } from '../html/views.ts'
import { aboutWords } from '../words/about.ts'

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
    answer: ({ service }, { visitor }) =>
      showPage(service, {
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
        showPage(service, {
          view: 'about/text',
          title,
          cache: cacheFor(visitor),
          visitor,
          model: { paragraphs },
        }),
    }),
  ),
]

/** What the first page shows: the questions, whose rules there are, and how far their texts were read. */
const homeModel = ({ rulebook, decisions, rules, sources, version }: Rules): Model => {
  const councils = [...rulebook.authorities.values()].filter(one => one.id !== rulebook.national)
  return {
    words: aboutWords,
    decisions: decisions.map(({ id, question }) => ({ id, question })),
    councils: aboutWords.councilsAbout(
      listed(
        councils.map(({ name }) => name),
        'and',
      ),
    ),
    howRead: aboutWords.howReadAbout(new Set(rules.map(one => one.name)).size, sources.length),
    evidence: countEvidence(rules),
    version: aboutWords.version(version),
  }
}

/** How many cited passages are known in each way. */
const countEvidence = (rules: Rules['rules']) => {
  const counts = new Map<string, number>()
  for (const { evidence } of rules.flatMap(one => one.citations)) {
    const words = evidenceSentence(evidence)
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([words, count]) => ({ words, count }))
}
