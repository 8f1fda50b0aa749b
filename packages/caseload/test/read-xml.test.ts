import { describe, expect, it } from 'vitest'
import { createFolder, readAll } from './support.ts'

const fileOf = createFolder()

const read = async (text: string | Uint8Array) => readAll(fileOf(text, 'xml'))

describe('a return that is XML', () => {
  it('of the 903 gives a table for each kind of group, each row with what tells whose it is', async () => {
    const { tables, issue } = await read(`<?xml version='1.0' encoding='us-ascii'?>
<EXPSSDA903><CHILD><HEADER><CHILDID>A1</CHILDID><DOB>28/07/2010</DOB><UASC />
<AREVIEW><REVIEW>27/09/2015</REVIEW></AREVIEW><AREVIEW><REVIEW>14/07/2016</REVIEW></AREVIEW></HEADER>
<EPISODE><DECOM>06/01/2017</DECOM><LS>C2</LS></EPISODE></CHILD></EXPSSDA903>`)
    expect(issue).toBeUndefined()
    expect(tables.map(({ name, headings, rows }) => [name, headings, rows.map(one => one.cells)])).toEqual([
      [
        'AREVIEW',
        ['CHILDID', 'REVIEW'],
        [
          ['A1', '27/09/2015'],
          ['A1', '14/07/2016'],
        ],
      ],
      ['HEADER', ['CHILDID', 'DOB', 'UASC'], [['A1', '28/07/2010', '']]],
      // Days that nobody has yet are blank, and not unknown.
      ['EPISODE', ['CHILDID', 'DEC', 'REC', 'DECOM', 'LS'], [['A1', '', '', '06/01/2017', 'C2']]],
    ])
  })

  it('of children in need keeps a plan beside its own referral', async () => {
    const details = (day: string, end: string) =>
      `<CINdetails><CINreferralDate>${day}</CINreferralDate><CINPlanDates><CINPlanStartDate>${day}</CINPlanStartDate></CINPlanDates><CINclosureDate>${end}</CINclosureDate></CINdetails>`
    const child = (id: string, ...parts: readonly string[]) =>
      `<Child><ChildIdentifiers><LAchildID>${id}</LAchildID></ChildIdentifiers>${parts.join('')}</Child>`
    const { tables } = await read(
      `<Message><Header><Source><LEA>821</LEA></Source></Header><Children>${child('1', details('2026-01-01', '2026-02-01'), details('2026-03-01', ''))}${child('2', details('2026-04-01', ''))}</Children></Message>`,
    )
    const rows = (name: string) =>
      tables
        .filter(one => one.name === name)
        .flatMap(one =>
          one.rows.map(row => Object.fromEntries(one.headings.map((heading, i) => [heading, row.cells[i]]))),
        )
    expect(rows('CINPlanDates')).toEqual([
      { LAchildID: '1', CINdetailsID: '1', CINPlanStartDate: '2026-01-01', CINPlanEndDate: '' },
      { LAchildID: '1', CINdetailsID: '2', CINPlanStartDate: '2026-03-01', CINPlanEndDate: '' },
      { LAchildID: '2', CINdetailsID: '3', CINPlanStartDate: '2026-04-01', CINPlanEndDate: '' },
    ])
    expect(rows('CINdetails').map(one => [one.LAchildID, one.CINdetailsID, one.CINclosureDate])).toEqual([
      ['1', '1', '2026-02-01'],
      ['1', '2', ''],
      ['2', '3', ''],
    ])
    expect(rows('ChildIdentifiers')).toEqual([{ LAchildID: '1' }, { LAchildID: '2' }])
  })

  it('of a school tells each pupil’s council by its head, and has elements without their prefix', async () => {
    const { tables } = await read(
      '<c:Message xmlns:c="urn:x"><Header><Source><LEA>821</LEA></Source></Header><Pupils><PupilsOnRoll><PupilOnRoll><PupilIdentifiers><UPN>U1</UPN></PupilIdentifiers><c:PLAA>A</c:PLAA></PupilOnRoll></PupilsOnRoll></Pupils></c:Message>',
    )
    expect(tables.find(one => one.name === 'PupilOnRoll')).toMatchObject({
      headings: ['UPN', 'LA', 'PLAA'],
      rows: [{ cells: ['U1', '821', 'A'] }],
    })
  })

  it('that has an element twice in a group gives a row for each', async () => {
    const { tables } = await read(
      '<m><Child><LAchildID>1</LAchildID><Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability></Disabilities></Child></m>',
    )
    expect(tables.filter(one => one.name === 'Disabilities').flatMap(one => one.rows.map(row => row.cells))).toEqual([
      ['1', 'HEAR'],
      ['1', 'HAND'],
    ])
  })

  it('may be UTF-16, Windows-1252, or have a mark before it', async () => {
    const text = '<m><Child><LAchildID>1</LAchildID><Name>Müller &amp; é</Name></Child></m>'
    for (const bytes of [
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(text, 'latin1'),
    ])
      expect((await read(bytes)).tables).toMatchObject([{ rows: [{ cells: ['1', 'Müller & é'] }] }])
  })
})

describe('XML that is no return', () => {
  const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')
  it.each([
    ['without a child', '<html><body>x</body></html>', 'malformed', /no element about a child/],
    ['that breaks off', '<m><Child><LAchildID>1</LAchildID>', 'malformed', /well-formed/],
    ['with crossed elements', '<m><Child><a>1</b></Child></m>', 'malformed', /well-formed/],
    [
      'with an entity that grows',
      `<!DOCTYPE m [<!ENTITY a0 "x">${entities}]><m><Child><LAchildID>&a12;</LAchildID></Child></m>`,
      'malformed',
      /entity/,
    ],
    [
      'with a file for an entity',
      '<!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/hostname">]><m><Child><LAchildID>&e;</LAchildID></Child></m>',
      'malformed',
      /entity/,
    ],
    ['too deep', '<a>'.repeat(5_000), 'too-deep', /deeper/],
    [
      'with a text too long',
      `<m><Child><LAchildID>${'1'.repeat(3_000_000)}</LAchildID></Child></m>`,
      'too-large',
      /longer/,
    ],
    ['with a tag too long', `<m ${'x'.repeat(3_000_000)}="1"></m>`, 'too-large', /longer/],
    ['with a child without end', `<m><Child>${'<a>1</a>'.repeat(30_000)}</Child></m>`, 'too-many', /more elements/],
  ] as const)('%s is refused with the place, and no word of it', async (_, text, code, message) => {
    const { issue } = await read(text)
    expect(issue).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(issue?.message).not.toMatch(/hostname|1111|xxxx/)
  })
})
