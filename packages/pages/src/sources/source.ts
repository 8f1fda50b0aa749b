import { evidences, type Source } from '@virtual-school/rules'
import { capital, type Rules, stop } from '@virtual-school/rules/internal'
import { bearingMeanings, dateInWords, evidenceSentence, forceMeanings, forceWords } from '@virtual-school/rules/words'
import { type ListedEntry, type PlaceInSource, placesOf, type SourcePlaces } from '../held/places.ts'
import { linksToRules } from '../held/rule-links.ts'
import { addressOf } from '../html/addresses.ts'
import { cacheFor, showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { rulesWords } from '../words/rules.ts'
import { entryMeaningOf, narrowEntries, sidesOf } from './sides.ts'

/** One source: whose it is, how far it was read, and what became of each of its sentences. */
export const sourcePage = async ({ service }: Tools, { params, query, visitor }: Visit): Promise<PageReply> => {
  const { rules } = service
  const source = rules.rulebook.sources.get(params.id ?? '')
  if (source === undefined) return problemPage(service, 'not-found')
  const whole = await service.wholeRules()
  const places = placesOf(whole ?? rules, source.id)
  const { entries, cited } = places
  const shown = narrowEntries(entries, query)
  return showPage(service, {
    view: 'sources/source',
    title: source.title,
    section: 'sources',
    cache: cacheFor(visitor),
    visitor,
    model: {
      words: rulesWords,
      about: aboutSource(source),
      address: /^https?:\/\//.test(source.address ?? '') ? source.address : undefined,
      howRead: countEvidence(places),
      remark: unreadRemark(entries),
      isNotWhole: whole === undefined,
      sides: sidesOf(entries, source),
      all: shown.length === entries.length ? undefined : addressOf.source(source.id),
      hasRegister: entries.length > 0,
      entries: shown.map(one => describeEntry(rules, one)),
      cited: cited.map(one => describePlace(rules, one)),
    },
  })
}

const aboutSource = ({ publisher, published, retrieved, kind, attribution, note }: Source) => [
  { label: rulesWords.publisher, text: publisher },
  ...(published === undefined ? [] : [{ label: rulesWords.published, text: capital(dateInWords(published)) }]),
  { label: rulesWords.forceLabel, text: `${capital(forceWords[kind])}: ${stop(forceMeanings[kind])}` },
  ...(retrieved === undefined ? [] : [{ label: rulesWords.retrieved, text: dateInWords(retrieved) }]),
  ...(attribution === 'inferred' || note !== undefined
    ? [
        {
          label: rulesWords.note,
          text: [
            ...(attribution === 'inferred' ? [rulesWords.whose] : []),
            ...(note === undefined ? [] : [stop(note)]),
          ].join(' '),
        },
      ]
    : []),
]

/** In how many places each way of reading was possible: those of the register, else those that rules cite. */
const countEvidence = ({ entries, cited }: SourcePlaces) =>
  countBy<Pick<PlaceInSource, 'evidence'>, PlaceInSource['evidence']>(
    entries.length > 0 ? entries : cited,
    evidences,
    one => one.evidence,
    evidenceSentence,
  )

const countBy = <T, K>(all: readonly T[], kinds: readonly K[], kindOf: (one: T) => K, words: (kind: K) => string) =>
  kinds.flatMap(kind => {
    const count = all.filter(one => kindOf(one) === kind).length
    return count === 0 ? [] : [{ kind, count, words: words(kind) }]
  })

/** The share of entries from which on a page says how much of a source nobody has read. */
const unreadShareToTell = 0.3

const unreadRemark = (entries: readonly ListedEntry[]): string | undefined => {
  const unread = entries.filter(one => one.evidence === 'unverified').length
  return unread > unreadShareToTell * entries.length ? rulesWords.fromMemory(unread, entries.length) : undefined
}

const describeEntry = ({ rulebook }: Rules, { id, entry, evidence, authority }: ListedEntry) => ({
  id,
  locator: capital(entry.locator),
  kind: entryMeaningOf({ entry }),
  title: entry.title === undefined ? undefined : capital(stop(entry.title)),
  reason: entry.reason === undefined ? undefined : stop(entry.reason),
  bears: entry.bears === undefined ? undefined : bearingMeanings[entry.bears],
  evidence: evidence === 'primary' ? undefined : evidenceSentence(evidence),
  gone: entry.gone === undefined ? undefined : rulesWords.gone(dateInWords(entry.gone)),
  questions: (entry.decisions ?? []).map(one => ({
    text: rulebook.decisions.get(one)!.question,
    href: addressOf.question(one),
  })),
  rules: linksToRules(
    rulebook,
    [...new Set(entry.rules)].flatMap(name => authority.rules.findLast(one => one.name === name) ?? []),
  ),
})

const describePlace = ({ rulebook }: Rules, { id, locator, evidence, rules }: PlaceInSource) => ({
  id,
  locator: capital(stop(locator)),
  evidence: evidenceSentence(evidence),
  rules: linksToRules(rulebook, rules),
})
