import { describe, expect, it } from 'vitest'
import { escaped, frozen, idsOf, linksOf, rulesOf, servingPages, tagFaults } from './rules-support.ts'

const service = await servingPages()
const { page } = service
const latest = [...new Map(frozen.rules.map(rule => [rule.name, rule])).values()]

/** The pages of everything that is held, each with what it must name. */
const everyPage: readonly (readonly [address: string, name: string])[] = [
  ...latest.map(rule => [`/rules/${rule.layer}/${rule.name}`, rule.title] as const),
  ...frozen.sources.map(({ id, title }) => [`/sources/${id}`, title] as const),
  ...frozen.decisions.map(({ id, question }) => [`/questions/${id}`, question] as const),
  ['/rules', 'Rules'],
  ['/sources', 'Sources'],
  ['/search', 'Search'],
  ['/', 'Ask what the guidance says'],
]

it('every rule, source and question has a page that names it, in sound HTML, and whose links lead somewhere', async () => {
  const links = new Set<string>()
  for (const [address, name] of everyPage) {
    const { status, html } = await page(address)
    expect({ address, status }).toEqual({ address, status: 200 })
    const heading = /<h1[^>]*>([^<]*)<\/h1>/.exec(html)?.[1]
    // A rule’s title is that of the edition of today.
    if (!address.startsWith('/rules/')) expect(heading).toBe(escaped(name))
    else expect(html).toContain(escaped(name))
    expect({ address, faults: tagFaults(html) }).toEqual({ address, faults: [] })
    expect({ address, twice: idsOf(html).filter((id, i, all) => all.indexOf(id) !== i) }).toEqual({
      address,
      twice: [],
    })
    expect(html).not.toMatch(/\sstyle=|<style|undefined|\[object/)
    for (const link of linksOf(html)) links.add(link)
  }
  const known = new Set(everyPage.map(([address]) => address))
  for (const link of [...links].filter(one => !known.has(one) && one !== '/docs' && one !== '/records'))
    expect({ link, status: (await page(link)).status }).toEqual({ link, status: 200 })
})

it('a link to a sentence of a source leads to an element of its page', async () => {
  for (const { layer, name } of latest.filter((_, i) => i % 7 === 0)) {
    const { html } = await page(`/rules/${layer}/${name}`)
    for (const [, address, id] of html.matchAll(/href="(\/sources\/[^"#]*)#([^"]*)"/g))
      expect(idsOf((await page(address!)).html)).toContain(id)
    expect(html).toMatch(/href="\/sources\/[^"#]*#/)
  }
})

it.each([
  '/rules/england/no.such.rule',
  '/rules/no.such.rule',
  '/rules/england',
  '/rules/nowhere/england.remit.child-with-social-worker',
  '/rules/luton/england.remit.child-with-social-worker',
  '/sources/no-such-source',
  '/questions/no-such-question',
  '/questions/constructor',
])('%s is not here, and says so as a page', async address => {
  const { status, html, response } = await page(address)
  expect(status).toBe(404)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(html).toContain('Page not found')
})

describe('at an address that both have', () => {
  it.each(['/rules', '/sources', '/rules/england.remit.child-with-social-worker'])(
    '%s answers a program with JSON and a browser with a page',
    async address => {
      for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }]) {
        const response = await service.get(address, { headers: headers as Record<string, string> })
        expect(response.headers.get('content-type')).toContain('application/json')
        expect(await response.json()).toHaveProperty('digest')
      }
      const { response } = await page(address)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('vary')).toContain('Accept')
      expect(response.headers.get('cache-control')).toBe('public, no-cache')
    },
  )
})

describe('the list of rules', () => {
  const listed = async (query: string): Promise<ReadonlySet<string>> => {
    const names = new Set<string>()
    for (let next: string | undefined = `/rules${query}`; next !== undefined; ) {
      const { html } = await page(next)
      for (const link of linksOf(html)) if (/^\/rules\/[^/]+\/[^/]+$/.test(link)) names.add(link.split('/')[3]!)
      next = /rel="next" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    return names
  }
  const namesOf = (rules: typeof frozen.rules) => new Set(rules.map(one => one.name))

  it('has every rule on some page, and few on each', async () => {
    expect(await listed('')).toEqual(namesOf(frozen.rules))
    expect((await page('/rules')).html.match(/class="vsr-facts"/g)!.length).toBeLessThanOrEqual(40)
  })

  const { decision: _, ...first } = { decision: 0, ...frozen.rules[0]! }
  it.each([
    ['?council=luton', frozen.rules.filter(one => one.layer === 'luton')],
    ['?question=placement-move', frozen.rules.filter(one => one.events.has('placement-move'))],
    ['?force=law', frozen.rules.filter(one => one.force === 'law')],
    [
      `?source=${first.citations[0]!.source}`,
      frozen.rules.filter(one => one.citations.some(({ source }) => source === first.citations[0]!.source)),
    ],
    [
      '?day=2015-03-01',
      frozen.rules.filter(
        one => one.firstDay !== null && one.firstDay <= '2015-03-01' && (one.lastDay ?? '9') >= '2015-03-01',
      ),
    ],
    [
      '?council=england&question=sign-off&force=law&day=',
      frozen.rules.filter(one => one.layer === 'england' && one.events.has('sign-off') && one.force === 'law'),
    ],
  ])('%s shows those and no other', async (query, expected) => {
    expect(expected.length).toBeGreaterThan(0)
    expect(await listed(query)).toEqual(namesOf(expected))
  })

  it.each(['/rules', '/questions/remit'])('%s takes a day in three fields as it takes it whole', async address => {
    const whole = await page(`${address}?day=2019-06-01`)
    expect(whole.html).toMatch(/name="year"[^>]*value="2019"/)
    expect((await page(`${address}?day=1&month=June&year=2019`)).html.replace('value="June"', 'value="6"')).toBe(
      whole.html,
    )
    const { status, html } = await page(`${address}?day=1&month=&year=2019`)
    expect(status).toBe(400)
    expect(html).toContain('href="#month"')
    expect(idsOf(html)).toContain('month')
    expect(html).toMatch(/name="year"[^>]*value="2019"/)
  })

  it('has as many rules as the first page says', async () => {
    const count = new Set(frozen.rules.map(one => one.name)).size
    expect(frozen.rules.length).toBeGreaterThan(count)
    for (const address of ['/', '/rules']) expect((await page(address)).html).toMatch(new RegExp(`>${count} rules\\b`))
  })

  it('says if no rule is like that', async () => {
    expect((await page('/rules?day=1900-01-01')).html).toContain('No rule is like that')
  })

  it.each(['council', 'question', 'force', 'source', 'day'])(
    'refuses a %s that is not there, at its field',
    async name => {
      const { status, html, response } = await page(`/rules?${name}=%3Cb%3Enobody`)
      expect(status).toBe(400)
      expect(html).toContain(`href="#${name}"`)
      expect(html).toContain(`id="${name === 'day' ? 'on' : name}-error"`)
      expect(html).toContain(`id="${name}"`)
      expect(html).toMatch(/<title>Error: /)
      expect(html).not.toContain('<b>nobody')
      expect(tagFaults(html)).toEqual([])
      expect(response.headers.get('cache-control')).not.toContain('public')
    },
  )

  it('looks at nothing else in an address', async () => {
    expect((await page('/rules?words=secret&page=-3&x[]=1')).html).toBe((await page('/rules')).html)
    expect((await page('/rules?page=9999')).status).toBe(200)
  })
})

describe('a question', () => {
  it('is drawn for each council and day, and the drawing says nothing that the list does not', async () => {
    for (const { id } of frozen.decisions)
      for (const query of ['', '?council=luton&day=2026-11-22', '?council=worcestershire&day=2013-02-01']) {
        const { status, html } = await page(`/questions/${id}${query}`)
        expect(status).toBe(200)
        expect(tagFaults(html)).toEqual([])
        const [svg = ''] = /<svg class="vsr-drawing"[\s\S]*?<\/svg>/.exec(html) ?? []
        const plain = (text: string) =>
          text
            .replace(/<[^>]*>/g, ' ')
            .replace(/[\s.]+/g, ' ')
            .toLowerCase()
        const outside = plain(html.replace(svg, ''))
        const boxes = svg
          .split('<rect')
          .slice(1)
          .flatMap(box => plain(box.slice(box.indexOf('>') + 1).split('<text class')[0]!).split('– '))
          .map(text => text.trim())
        expect(boxes.length > 2 || html.includes('On this day no rule of this council')).toBe(true)
        for (const box of boxes) expect(outside).toContain(box)
      }
  })

  it('leads from each step of its drawing to the rules of it', async () => {
    const { html } = await page('/questions/support-request?council=luton&day=2026-11-22')
    const [svg = ''] = /<svg class="vsr-drawing"[\s\S]*?<\/svg>/.exec(html) ?? []
    const steps = svg.match(/vsr-drawing__box--step/g)!.length
    const links = [...svg.matchAll(/<a href="([^"]*)" aria-label="[^"]+"><rect class="[^"]*--step"/g)]
    expect(links.length).toBe(steps)
    for (const [, href] of links)
      expect(href).toMatch(/^\/rules\/(england|luton)\/|^\/rules\?question=support-request&amp;day=2026-11-22$/)
  })

  it('says that England’s rules stand beside those of a council', async () => {
    const said = async (council: string) => (await page(`/questions/remit?council=${council}`)).html
    expect(await said('worcestershire')).toContain('By the rules of England and Worcestershire, as in force')
    expect(await said('england')).toContain('By the rules of England, as in force')
  })

  it('refuses a council or a day that is not there', async () => {
    const { status, html } = await page('/questions/remit?council=atlantis&day=tomorrow')
    expect(status).toBe(400)
    expect(html).toContain('href="#council"')
    expect(html).toContain('href="#day"')
  })
})

it('a source can be narrowed down to what became of its sentences', async () => {
  const address = '/sources/luton-social-workers'
  const entriesOf = (html: string) => idsOf(html).filter(id => id.startsWith('entry-'))
  const all = entriesOf((await page(address)).html)
  const [register] = frozen.rulebook.authorities.get('luton')!.registers
  expect(all.length).toBe(register!.entries.length)
  const found: string[] = []
  for (const kind of new Set(register!.entries.map(one => one.class))) {
    const ofKind = entriesOf((await page(`${address}?became=${kind}`)).html)
    expect(ofKind.length).toBe(register!.entries.filter(one => one.class === kind).length)
    found.push(...ofKind)
  }
  expect(found.sort()).toEqual([...all].sort())
  const isIn = (one: NonNullable<typeof register>['entries'][number]) =>
    one.class === 'rule' || (one.rules ?? []).length > 0
  const count = register!.entries.filter(isIn).length
  const { html } = await page(address)
  expect(html).toContain(`In the rules: ${count}<`)
  expect(html).toContain(`Not in the rules: ${all.length - count}, and why<`)
  expect(entriesOf((await page(`${address}?in=yes`)).html).length).toBe(count)
  const narrowed = [...html.matchAll(/<li>(\d+): <a class="govuk-link" href="([^"]*)"/g)]
  expect(narrowed.reduce((sum, [, one]) => sum + Number(one), 0)).toBe(all.length)
  for (const [, one, href] of narrowed)
    expect(entriesOf((await page(href!.replaceAll('&amp;', '&'))).html).length).toBe(Number(one))
  expect((await page(`${address}?became=nothing-known`)).html).toBe((await page(address)).html)
})

it('no list of the rules of a place names two rules alike', async () => {
  for (const { id } of frozen.sources) {
    const { html } = await page(`/sources/${id}`)
    for (const [list] of html.matchAll(/<ul class="govuk-list">(?:(?!<\/ul>)[\s\S])*<\/ul>/g)) {
      const names = [...list.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map(([, one]) => one)
      expect({ id, twice: names.filter((one, i) => names.indexOf(one) !== i) }).toEqual({ id, twice: [] })
    }
  }
})

it('a citation says who published its source', async () => {
  const cited = frozen.rules.find(one => one.citations.some(({ source }) => source === 'luton-virtual-school'))
  const rule = cited ?? frozen.rules.find(one => one.layer === 'luton')!
  const source = frozen.rulebook.sources.get(rule.citations[0]!.source)!
  const { html } = await page(`/rules/${rule.layer}/${rule.name}`)
  expect(html).toContain(`${escaped(source.title)}</a> (${escaped(source.publisher)}),`)
})

describe('what only whole rules have', () => {
  it('a rule lists the cases that try it', async () => {
    const { html } = await page('/rules/england/england.remit.child-with-social-worker')
    expect(html).toMatch(/\d+ worked cases were tried with this rule/)
    expect(html).toMatch(/It holds in \d+ of them/)
  })

  it('is missed while the files are being changed, and had again afterwards', async () => {
    let isBroken = true
    const readWhole = async () =>
      isBroken ? ({ ok: false, issues: [] } as const) : ({ ok: true, value: frozen } as const)
    const changing = await servingPages(frozen, { readWhole })
    const address = '/sources/luton-social-workers'
    const before = await changing.page(address)
    expect(before.status).toBe(200)
    expect(before.html).toContain('They cannot be read just now')
    isBroken = false
    changing.wait(30_000)
    expect((await changing.page(address)).html).toContain('Sentence by sentence')
  })
})

it('what a rule file says is text, whatever stands in it', async () => {
  const { fixtureFiles } = await import('../../api/test/fixture.ts')
  const hostile = JSON.parse(
    JSON.stringify(fixtureFiles).replaceAll('The rule ', '<img src=x onerror=1>“&').replaceAll('Outings Act', '<b>Act'),
  )
  const odd = await servingPages(rulesOf(hostile))
  for (const address of [
    '/',
    '/rules',
    '/sources',
    '/sources/act',
    '/questions/outing',
    '/rules/luton/luton.outing.young',
  ]) {
    const { status, html } = await odd.page(address)
    expect({ address, status }).toEqual({ address, status: 200 })
    expect(html).not.toMatch(/<img src=x|<b>Act/)
    expect(tagFaults(html)).toEqual([])
  }
  expect((await odd.search('onerror')).html).not.toContain('<img src=x')
})
