import { describe, expect, it } from 'vitest'
import { createSealer } from '../src/seal/seal.ts'
import { createDice } from './dice.ts'
import { travel } from './journey.ts'
import { hidden, rules, sealed, secret, servingPages, stateOf, textOf, today } from './support.ts'

const { get, post, log } = await servingPages()
const [year, month, day] = today.split('-') as [string, string, string]
const council = rules.rulebook.national
const path = '/ask/reduced-timetable'
const begun = () => post(path, { do: 'begin', council, day, month, year })

/** A question of a kind, with the answers of its page: interviews are held until one comes. */
const questionOf = async (type: string) => {
  for (let round = 0; round < 40; round += 1) {
    const at = `/ask/${rules.decisions[round % rules.decisions.length]!.id}`
    const found: string[] = []
    await travel(post, at, council, createDice(`${type} ${round}`), html => {
      const fact = rules.rulebook.factsByName.get(stateOf(html).fact ?? '')
      if (html.includes('value="next"') && fact?.type === type) found.push(hidden(html, 'answers'))
    })
    if (found.length > 0) return { at, answers: found[0]! }
  }
  throw new Error(`No question was of the kind ${type}.`)
}

describe('the page before the first question', () => {
  it('asks for a council, of which none is chosen beforehand, and keeps the day that was typed', async () => {
    const first = await get(path)
    expect(first.html).not.toContain('checked')
    const page = await post(path, { do: 'begin', day: '31', month: 'feb', year: '2026' })
    expect(page.status).toBe(400)
    expect(page.html).toContain('<title>Error: ')
    expect(page.html).toMatch(/name="day"[^>]*value="31"/)
    expect(page.html).toContain('value="feb"')
    for (const words of ['Choose a council', 'The date must be a real date'])
      expect(textOf(page.html).split(words)).toHaveLength(3)
  })

  it.each([
    [{ day: '', month: '', year: '' }, 'Enter the day to ask about'],
    [{ day: '1', month: '', year: '2026' }, 'The date must have a month'],
    [{ day: '1', month: '', year: '' }, 'The date must have a month and a year'],
    [{ day: '1', month: '13', year: '2026' }, 'The date must be a real date'],
    [{ day: '1', month: '1', year: '26' }, 'The date must be a real date'],
    [{ day: '1.5', month: '1', year: '2026' }, 'The date must be a real date'],
  ])('says of %j: %s', async (typed, words) => {
    expect(textOf((await post(path, { do: 'begin', council, ...typed })).html)).toContain(words)
  })

  it('takes a month in words', async () => {
    expect(stateOf((await post(path, { do: 'begin', council, day: '2', month: 'March', year })).html).asOf).toBe(
      '2026-03-02',
    )
  })

  it('is not there for a question that there is not', async () => {
    expect((await get('/ask/nothing')).status).toBe(404)
    expect((await post('/ask/nothing', { do: 'begin', council, day, month, year })).status).toBe(404)
    expect(textOf((await get('/ask/nothing')).html)).toContain('Page not found')
  })
})

describe('a question', () => {
  it('has nothing chosen, and says so if it is sent as it is', async () => {
    const first = await begun()
    expect(first.html).not.toContain('checked')
    const page = await post(path, { answers: hidden(first.html, 'answers'), do: 'next' })
    expect(page.status).toBe(400)
    expect(textOf(page.html).split('Choose an answer, or “I do not know yet”')).toHaveLength(3)
    expect(stateOf(page.html).said).toEqual([])
  })

  it.each(['yes please', 'true', '1', 'not-a-value'])('takes no word that it does not offer: %s', async value => {
    const first = await begun()
    expect((await post(path, { answers: hidden(first.html, 'answers'), do: 'next', value })).status).toBe(400)
  })

  it.each([
    [{ value: '' }, 'Enter a number, or choose'],
    [{ value: '-999' }, 'Enter a whole number from'],
    [{ value: '7.5' }, 'Enter a whole number from'],
    [{ value: '<script>alert(1)</script>' }, 'Enter a whole number from'],
    [{ value: '7', known: 'not-known' }, 'Enter a number or choose “I do not know yet”, not both'],
  ])('about a number says of %j: %s, and keeps what was typed', async (typed, words) => {
    const { at, answers } = await questionOf('integer')
    const page = await post(at, { answers, do: 'next', ...typed })
    expect(page.status).toBe(400)
    expect(textOf(page.html)).toContain(words)
    expect(page.html).not.toContain('<script>alert')
    if (/^[\d.]+$/.test(typed.value)) expect(page.html).toContain(`value="${typed.value}"`)
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  it('about a date says what is wrong with it, and keeps what was typed', async () => {
    const { at, answers } = await questionOf('date')
    const send = (typed: object) => post(at, { answers, do: 'next', ...typed })
    expect(textOf((await send({})).html)).toContain('Enter a date, or choose “I do not know yet”')
    expect(textOf((await send({ day: '1', month: '1', year: '2026', known: 'not-known' })).html)).toContain('not both')
    const page = await send({ day: '30', month: '2', year: '2026' })
    expect(textOf(page.html)).toContain('The date must be a real date')
    expect(page.html).toMatch(/name="day"[^>]*value="30"/)
  })
})

describe('answers in a form', () => {
  it('begin again, and say why, if a letter of them was changed', async () => {
    const answers = hidden((await begun()).html, 'answers')
    for (const at of [0, 20, answers.length - 3]) {
      const changed = answers.slice(0, at) + (answers[at] === 'A' ? 'B' : 'A') + answers.slice(at + 1)
      const page = await post(path, { answers: changed, do: 'next', value: 'yes' })
      expect(page.status).toBe(400)
      expect(textOf(page.html)).toContain('Your earlier answers could not be read')
    }
    for (const answers of ['A', '%', 'null', 'x'.repeat(500)])
      expect((await post(path, { answers, do: 'answer' })).status).toBe(400)
  })

  it('begin again, and say why, if they are more than a day old', async () => {
    const state = stateOf((await begun()).html)
    const at = (hours: number) =>
      createSealer(secret, () => new Date(`${today}T12:00:00Z`).getTime() - hours * 3_600_000).seal('answers', state)
    expect((await post(path, { answers: at(23), do: 'answer' })).status).toBe(200)
    const page = await post(path, { answers: at(25), do: 'answer' })
    expect(page.status).toBe(400)
    expect(textOf(page.html)).toContain('left open for more than a day')
  })

  it('begin again if the rules know a fact no more', async () => {
    const state = { ...stateOf((await begun()).html), said: [{ fact: 'gone', reply: { kind: 'not-known' } as const }] }
    for (const act of ['answer', 'continue', 'back', 'more'])
      expect([200, 400]).toContain((await post(path, { answers: sealed(state), do: act })).status)
    expect((await post(path, { answers: sealed(state), do: 'answer' })).status).toBe(400)
  })

  it('begin again if the rules know the question or the council no more', async () => {
    const state = stateOf((await begun()).html)
    for (const gone of [{ decision: 'gone' }, { authority: 'gone' }])
      for (const to of [path, `${path}/beside`]) {
        const page = await post(to, { answers: sealed({ ...state, ...gone }), do: 'answer' })
        expect([to, page.status]).toEqual([to, 400])
        expect(textOf(page.html)).toContain('Begin again')
      }
  })

  it('are of each tab by itself', async () => {
    const [one, two] = [await begun(), await begun()]
    const yes = await post(path, { answers: hidden(one.html, 'answers'), do: 'next', value: 'yes' })
    const no = await post(path, { answers: hidden(two.html, 'answers'), do: 'next', value: 'no' })
    expect(stateOf(yes.html).said[0]!.reply).toEqual({ kind: 'answer', value: true })
    expect(stateOf(no.html).said[0]!.reply).toEqual({ kind: 'answer', value: false })
  })

  it('say nothing by their length', async () => {
    const lengths = new Set<number>()
    const first = await begun()
    for (const value of ['yes', 'no', 'not-known'])
      lengths.add(
        hidden((await post(path, { answers: hidden(first.html, 'answers'), do: 'next', value })).html, 'answers')
          .length,
      )
    expect(lengths.size).toBe(1)
  })
})

describe('a form', () => {
  it('of 1 MB is refused in words', async () => {
    const page = await post(path, { answers: 'x'.repeat(1_000_000) })
    expect(page.status).toBe(413)
    expect(textOf(page.html)).toContain('What was sent is too long')
  })

  it('that is none is refused in words', async () => {
    const page = await post(path, {}, { 'content-type': 'application/json' })
    expect([200, 415]).toContain(page.status)
    const json = await post(path, { do: 'begin' }, { 'content-type': 'application/json' })
    expect(json.status).toBe(415)
    expect(textOf(json.html)).toContain('What was sent could not be read')
  })

  it('from another website is refused in words', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://other.example' }]) {
      const page = await post(path, { do: 'begin', council, day, month, year }, headers)
      expect(page.status).toBe(403)
    }
    const own = await post(
      path,
      { do: 'begin', council, day, month, year },
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
    )
    expect(own.status).toBe(200)
  })

  it('with a script in every field leaves none on the page', async () => {
    const script = '"><script>alert(1)</script>'
    const names = ['do', 'council', 'day', 'month', 'year', 'value', 'known', 'change', 'other', 'wanted', 'reference']
    const fields = Object.fromEntries(names.map(name => [name, script]))
    const answers = hidden((await begun()).html, 'answers')
    for (const to of [path, `${path}/beside`])
      for (const sent of [
        fields,
        { ...fields, answers },
        { ...fields, do: 'begin' },
        { ...fields, answers, do: 'next' },
      ])
        expect((await post(to, sent)).html).not.toContain('<script>alert')
  })

  it('sent a thousand times at once is answered each time', async () => {
    const answers = hidden((await begun()).html, 'answers')
    const pages = await Promise.all(
      Array.from({ length: 1_000 }, (_, i) => post(path, { answers, do: i % 2 === 0 ? 'answers' : 'nothing-there' })),
    )
    expect([...new Set(pages.map(one => one.status))]).toEqual([200])
  })
})

it('no line of the log holds what was typed', () => {
  expect(log.length).toBeGreaterThan(1_000)
  expect(log.join('\n')).not.toMatch(/script|not-known|social|error/i)
})
