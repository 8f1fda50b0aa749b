import { describe, expect, it } from 'vitest'
import { findWords } from '../src/search/find.ts'
import { escaped, frozen, idsOf, servingPages, tagFaults } from './rules-support.ts'

const service = await servingPages()
const titlesOf = (words: string, kind?: string): readonly string[] =>
  findWords(frozen, words)
    .groups.filter(one => kind === undefined || one.kind === kind)
    .flatMap(one => one.found.map(({ title }) => title))

describe('words', () => {
  it('of a title find it, and it comes first of its kind', () => {
    for (const { question } of frozen.decisions) expect(titlesOf(question, 'question')[0]).toBe(question)
    for (const { title } of frozen.sources) expect(titlesOf(title, 'source')[0]).toBe(title)
  })

  it('are found in any case, in the plural, from their beginning and with one slip', () => {
    const found = titlesOf('timetable')
    expect(found.length).toBeGreaterThan(3)
    for (const words of ['TIMETABLE', 'timetables', 'timetab', 'timtable'])
      expect(titlesOf(words)).toEqual(expect.arrayContaining(found.slice(0, 3)))
  })

  it('must all be there, if anything has them all', () => {
    expect(findWords(frozen, 'reduced timetable').count).toBeLessThan(findWords(frozen, 'timetable').count + 1)
    expect(findWords(frozen, 'reduced timetable')).toMatchObject({ hasAll: true })
    expect(findWords(frozen, 'timetable zzzzzzzz')).toMatchObject({ hasAll: false })
  })

  it('that say nothing find nothing by themselves', () => {
    expect(findWords(frozen, 'the of and')).toMatchObject({ count: 0, groups: [] })
  })
})

describe('the page', () => {
  it('shows what was found, with what was typed', async () => {
    const { status, html, response } = await service.search('reduced timetable')
    expect(status).toBe(200)
    expect(html).toContain('href="/questions/reduced-timetable"')
    expect(html).toContain('value="reduced timetable"')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-encoding')).toBe(null)
    expect(tagFaults(html)).toEqual([])
    expect(new Set(idsOf(html)).size).toBe(idsOf(html).length)
  })

  it('shows everything that was found, and folds what comes after a dozen of a kind', async () => {
    const { groups } = findWords(frozen, 'child')
    const { html } = await service.search('child')
    expect(groups.some(one => one.found.length > 12)).toBe(true)
    for (const { found } of groups) {
      for (const { title } of found) expect(html).toContain(escaped(title))
      expect(html.includes(`Show ${found.length - 12} more`)).toBe(found.length > 12)
    }
    expect(html.match(/<li><a class="govuk-link" href="\/rules\//g)!.length).toBe(
      groups.find(one => one.kind === 'rule')!.found.length,
    )
    expect(tagFaults(html)).toEqual([])
  })

  it('says what to try if nothing was found', async () => {
    const { status, html } = await service.search('qqqqqqqqqq')
    expect(status).toBe(200)
    expect(html).toContain('Nothing was found')
    expect(html).toContain('Try fewer words')
  })

  it.each([
    ['', 'Enter words to search for'],
    ['x'.repeat(201), 'Enter at most 200 characters'],
  ])('says what is wrong with %j', async (words, said) => {
    const { status, html } = await service.search(words)
    expect(status).toBe(400)
    expect(html.split(said).length).toBe(3)
    expect(html).toContain('href="#words"')
  })

  it('shows what was typed as text', async () => {
    const typed = '"><script>alert(1)</script>'
    const { html } = await service.search(typed)
    expect(html).not.toContain(typed)
    expect(html).toContain(escaped(typed))
  })

  it('puts the words in no address and no line of the log', async () => {
    const secret = 'xylophonesecret'
    const { html, response } = await service.search(secret)
    await service.page('/rules')
    expect(response.url).not.toContain(secret)
    expect(service.lines.length).toBeGreaterThan(0)
    expect(service.lines.join('\n')).not.toContain(secret)
    expect([...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, one]) => one).join()).not.toContain(secret)
  })

  it.each(['/', '/rules', '/search'])('%s has a form that sends the words in its body', async address => {
    const { html } = await service.page(address)
    expect(html).toContain('<form method="post" action="/search" role="search"')
  })
})
