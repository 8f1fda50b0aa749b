import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { syllable } from 'syllable'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { eventsOf } from '../../src/events/events-of.ts'
import { type ExportOptions, exportSubject } from '../../src/export/export-subject.ts'
import { renderChanges } from '../../src/export/letter-changes.ts'
import { type LetterFinding, renderNumbers } from '../../src/export/letter-findings.ts'
import { keepChild, thirdParty } from '../support/child-copy.ts'
import { clockAt, keepOne, openAt, staff, valueIn } from '../support/keeping.ts'

const clock = clockAt('2026-06-01T00:00:00.000Z')
const sender = {
  council: 'Bournemouth, Christchurch and Poole Council; Town Hall, Bournemouth; 01202 123456',
  reference: 'SAR-2026-17',
}
let parent = ''
let records: Records
let copies = 0
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'virtual-school-letter-'))
  records = await openAt({ directory: join(parent, 'data') }, clock.now)
  await keepChild(records, clock)
})
afterAll(async () => {
  await records.close()
  await rm(parent, { recursive: true, force: true })
})

const exported = async (options: ExportOptions = {}, subjectRef = 'case-1') => {
  copies += 1
  const at = join(parent, `copy-${copies}`)
  const done = valueIn(await exportSubject(records, { subjectRef }, at, staff, options))
  const names = (await readdir(at, { recursive: true })).filter(name => /\.\w+$/.test(name))
  const texts = new Map(
    await Promise.all(names.map(async name => [name, await readFile(join(at, name), 'utf8')] as const)),
  )
  return { at, done, texts, letter: texts.get('index.html')! }
}

const entities: Readonly<Record<string, string>> = {
  '&#39;': "'",
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
}
/** The blocks of a page as a reader sees them. */
const blocksOf = (html: string): readonly string[] =>
  html
    .replace(/[\s\S]*<main[^>]*>/, '')
    .replace(/<\/(p|li|h\d|td|th)>|<br>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&#?\w+;/g, found => entities[found] ?? found)
    .split('\n')
    .map(block => block.trim())
    .filter(block => block !== '')

/** Flesch-Kincaid: 0.39 words a sentence, 11.8 syllables a word, less 15.59. Headings and dates are no sentences. */
const gradeOf = (blocks: readonly string[]): number => {
  const sentences = blocks.flatMap(block => block.split(/(?<=[.?!])\s+/)).filter(one => /[a-z].*[.?!:]$/i.test(one))
  const words = sentences.flatMap(one => one.match(/[\p{L}\d’'-]+/gu) ?? [])
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0)
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59
}

describe('the letter', () => {
  it('tells each finding with its time and zone, question, answer, and what a person decided', async () => {
    const { letter } = await exported(sender)
    const rows = [...letter.matchAll(/<tr><th scope="row">(.*)<\/tr>/g)].map(([, row = '']) => blocksOf(`<main>${row}`))
    expect(rows).toHaveLength(12)
    expect(rows[1]).toEqual([
      '2',
      '4 June 2026 at 23:45 BST',
      'May a reduced timetable go ahead?',
      'A reduced timetable may not go ahead.',
      expect.stringMatching(
        /^On \d+ November 2026 at \d\d:\d\d GMT a person decided otherwise \(staff reference staff-4711\)\. A note on the page of this finding says what\. On .* a person looked again and decided otherwise \(.*\): a reduced timetable may go ahead\.$/,
      ),
    ])
    expect(rows[9]?.[4]).toMatch(/^On .* a person decided otherwise .* A note on the page of this finding says what\.$/)
    expect(rows[0]?.[4]).toMatch(/^On .* a person agreed with the finding \(/)
    expect(rows[2]?.[4]).toBe('No decision by a person is noted yet.')
    expect(rows.every(row => /at \d\d:\d\d (GMT|BST)$/.test(row[1] ?? ''))).toBe(true)
  })

  it('says who sends it, whose it is, who decided and what changed since', async () => {
    const said = blocksOf((await exported(sender)).letter)
    expect(said.slice(0, 4)).toEqual([
      'Bournemouth, Christchurch and Poole Council',
      'Town Hall, Bournemouth',
      '01202 123456',
      'Your reference: SAR-2026-17',
    ])
    expect(said.join('\n')).toContain(
      'A person has decided findings 1, 2, 4, 5, 10 and 12. For findings 3, 6 to 9 and 11 we have no note of a decision. At some point a person decided otherwise than the computer: findings 2 and 10.',
    )
    expect(said.join('\n')).toContain('We told the outcome to you. Findings 1 to 3, last on ')
    expect(said.join('\n')).toContain(
      'We have no note that anyone has decided since that challenge: findings 6 and 10.',
    )
    expect(said.join('\n')).toContain('The rules have changed since then: findings 1 to 12.')
  })

  it('names the child as it was named where the council gives no reference, and no council that it was not told', async () => {
    const { letter, texts } = await exported()
    expect(blocksOf(letter).slice(0, 2)).toEqual(['Luton', 'Your reference: case-1'])
    for (const [name, text] of texts) if (name.endsWith('.html')) expect(text).toContain('Reference case-1')
    for (const [name, text] of texts) if (name.endsWith('.html')) expect(text).toContain('"Page " counter(page)')
  })

  it('shows hostile texts of the council as texts, on every page', async () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=y>'
    const { texts } = await exported({ council: `${hostile}; ${hostile}`, reference: hostile })
    for (const [name, html] of texts) {
      if (!name.endsWith('.html')) continue
      expect(html).not.toMatch(/<img|<script>alert/)
      expect(html).toContain('&lt;script&gt;alert(1)')
      expect(html.match(/<script/g)?.length ?? 0).toBe(name === 'verify.html' ? 2 : 0)
    }
  })

  it('is in words for seventeen-year-olds: our own sentences have Flesch-Kincaid grade 8 at most', async () => {
    const first = await exported(sender)
    const { letter } = await exported({ ...sender, reviewed: first.done.review!.code })
    for (const html of [first.letter, letter]) {
      const own = blocksOf(
        html.replace(/<tbody>[\s\S]*<\/tbody>/, '').replace(/<div class="head">[\s\S]*?<\/div>/, ''),
      ).map(block => block.replace(/“[^”]*”/g, ''))
      expect(own.join(' ').split(/\s+/).length).toBeGreaterThan(250)
      const grade = gradeOf(own)
      console.log(`Flesch-Kincaid grade of the letter: ${grade.toFixed(2)}`)
      expect(grade).toBeLessThanOrEqual(8)
    }
    expect(
      gradeOf(['Notwithstanding administrative considerations, authorities evaluate representations comprehensively.']),
    ).toBeGreaterThan(20)
  })

  it('leads from more findings than it shows to a page with all of them', async () => {
    for (let n = 0; n < 14; n += 1) await keepOne(records, { subjectRef: 'case-3' })
    const { letter, texts } = await exported({}, 'case-3')
    const rowsIn = (html: string) =>
      [...html.matchAll(/<th scope="row"><a href="[^"]+">(\d+)</g)].map(([, n]) => Number(n))
    expect(rowsIn(letter)).toEqual(Array.from({ length: 12 }, (_, at) => at + 3))
    expect(letter).toContain('We asked the computer 14 questions about you. These are the newest 12.')
    expect(letter).toContain('<a href="findings.html">')
    expect(rowsIn(texts.get('findings.html')!)).toEqual(Array.from({ length: 14 }, (_, at) => at + 1))
    expect(letter).toContain('We have no note that a person has decided yet.')
  })
})

describe('texts in people’s own words', () => {
  const holding = (texts: ReadonlyMap<string, string>, what: string) =>
    [...texts].filter(([, text]) => text.includes(what)).map(([name]) => name)

  it('are listed outside the folder for a person to read, and stay out of the letter until somebody did', async () => {
    const { at, done, texts, letter } = await exported(sender)
    expect(done).toMatchObject({ texts: 6, review: { file: `${at}-review.html` } })
    expect(letter).toContain('Draft, not to be handed over yet.')
    expect(letter).not.toContain(thirdParty)
    const list = await readFile(done.review!.file, 'utf8')
    expect(list.match(/To leave it out/g)).toHaveLength(6)
    expect(list).toContain(thirdParty)
    expect(list).toContain('A court asked for them.')
    expect(list).toContain(`--reviewed ${done.review!.code}`)
    expect([...texts.keys()].filter(name => name.endsWith('review.html'))).toEqual([])
    expect(holding(texts, thirdParty)).toContain('decisions/002/account.html')
    const again = await exported({ ...sender, reviewed: done.review!.code })
    expect(again.done.review).toBeNull()
    expect(again.letter).not.toContain('Draft')
    expect(again.letter).toContain('“A court asked for them.”')
  })

  it('that must not go out stand nowhere in the folder, and it says so', async () => {
    const first = await exported(sender)
    const list = await readFile(first.done.review!.file, 'utf8')
    const ids = [...list.matchAll(/--leave-out ([0-9a-f-]{36})/g)].map(([, id = '']) => id)
    const { texts, letter } = await exported({
      ...sender,
      reviewed: first.done.review!.code,
      leaveOut: ids.slice(0, 3),
    })
    expect(holding(texts, thirdParty)).toEqual([])
    expect(holding(texts, 'Left out of this copy by the council')).toContain('decisions/002/account.json')
    expect(letter).toContain('“A court asked for them.”')
    expect(texts.get('decisions/002/account.html')).toContain('Decided otherwise')
  })

  it('are those that somebody read: a code of another list, and an id of none, are refused before anything is recorded', async () => {
    const { done } = await exported(sender)
    const [about = ''] = (
      await records.database.db.selectFrom('records').select('id').where('type', '=', 'evaluated').execute()
    ).map(one => one.id)
    valueIn(await addEvent(records, { about, event: { type: 'challenged', reason: 'A new one.' }, by: staff }))
    const before = valueIn(await eventsOf(records, about, staff)).length
    const issues = async (options: ExportOptions) => {
      const refused = await exportSubject(records, { subjectRef: 'case-1' }, join(parent, 'none'), staff, options)
      return refused.ok ? [] : refused.issues.map(one => `${one.code} ${one.pointer}`)
    }
    expect(await issues({ reviewed: done.review!.code })).toEqual(['not-proved /reviewed'])
    expect(await issues({ leaveOut: [about] })).toEqual(['unknown-name /leaveOut/0'])
    expect(await issues({ council: 'a\u0000b', reference: 'x'.repeat(81) })).toEqual([
      'malformed /council',
      'malformed /reference',
    ])
    expect(await readdir(parent)).not.toContain('none')
    expect(valueIn(await eventsOf(records, about, staff))).toHaveLength(before)
  })
})

describe('the words of the letter', () => {
  const finding = (number: number, types: readonly string[]): LetterFinding => ({
    ...{ number, folder: '', recordedAt: '', question: '', found: '', decided: '', isByOldRules: false },
    events: types.map((type, at) => ({
      ...{
        seq: at,
        id: `${number}-${at}`,
        type: type as 'held',
        recordedAt: '2026-07-01T12:00:00.000Z',
        client: 'local',
      },
    })),
  })

  it('count findings in stretches', () => {
    expect(renderNumbers([3])).toBe('finding 3')
    expect(renderNumbers([2, 1, 1, 4, 5, 6, 9])).toBe('findings 1, 2, 4 to 6 and 9')
  })

  it('tell of records that were moved to another child, and nothing of them', () => {
    const times = ['2026-07-01T12:00:00.000Z', '2027-01-05T09:30:00.000Z']
    expect(renderChanges([finding(1, [])], times.slice(0, 1))).toEqual([
      'A record about someone else was kept under your reference by mistake. We moved it to the right one on 1 July 2026 at 13:00 BST. It is not in this folder.',
    ])
    expect(renderChanges([], times)).toEqual([
      '2 records about other people were kept under your reference by mistake. We moved them to the right ones, the last on 5 January 2027 at 09:30 GMT. They are not in this folder.',
    ])
  })

  it('say that a challenge of a fact is open too, until a person decides', () => {
    const open = /since that challenge: finding 1\./
    expect(renderChanges([finding(1, ['contested'])]).join(' ')).toMatch(open)
    expect(renderChanges([finding(1, ['contested', 'reviewed'])]).join(' ')).not.toMatch(open)
    expect(renderChanges([finding(1, ['challenged', 'reviewed', 'contested'])]).join(' ')).toMatch(open)
  })

  it('tell of an event of a later version, once for each kind, and say where nothing changed', () => {
    expect(renderChanges([finding(1, ['of-a-later-version', 'accessed']), finding(2, ['of-a-later-version'])])).toEqual(
      ['Something else was recorded about it. Findings 1 and 2, last on 1 July 2026 at 13:00 BST.'],
    )
    expect(renderChanges([finding(1, ['accessed', 'reviewed'])])).toEqual([
      'We have no note that anything has changed since.',
    ])
  })
})
