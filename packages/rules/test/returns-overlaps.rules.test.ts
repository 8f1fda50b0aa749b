import { describe, expect, test } from 'vitest'
import { foldOne } from './support/tables.ts'

const headings = 'CHILD,DECOM,RNE,LS,DEC,REC'
const fold = (...rows: readonly string[]) => foldOne([headings, ...rows.map(one => `1,${one}`)].join('\n'))
const since = (...rows: readonly string[]) => {
  const { facts, issues, warnings } = fold(...rows)
  return { since: facts.lookedAfterSince, issues: issues.length, warned: warnings.map(one => one.kind) }
}

const overlapping = ['01/02/2017,S,C2,01/09/2017,X1', '01/06/2017,P,C2,01/12/2017,E4A']

describe('two episodes that overlap, long ago', () => {
  test.each([
    ['care began again later', '02/09/2024,S,C2,,', '2024-09-02'],
    ['care began again on the day on which it had ended', '01/12/2017,S,C2,,', '2017-12-01'],
  ])('refuse nobody if %s', (_, now, day) => {
    expect(since(...overlapping, now)).toEqual({ since: day, issues: 0, warned: ['set-aside'] })
  })

  test('refuse nobody if that time in care has ended too: how it ended counts', () => {
    const { facts, issues } = fold(...overlapping, '02/09/2024,S,C2,10/08/2025,E12')
    expect([issues, facts.careExitRoute]).toEqual([[], 'adoption'])
  })

  test('refuse nobody in a list of times in care', () => {
    const list = 'Child Unique ID,Date Started to be Looked After,Date Ceased to be Looked After,Legal Status'
    const found = foldOne(`${list}\n1,01/02/2017,01/09/2017,C2\n1,01/06/2017,01/12/2017,C2\n1,02/09/2024,,C2`)
    expect([found.issues, found.facts.lookedAfterSince]).toEqual([[], '2024-09-02'])
  })

  test.each([
    ['no row says that care began again', [...overlapping, '02/09/2024,P,C2,,']],
    [
      'it is not said that care had ended on that day',
      [overlapping[0]!, '01/06/2017,P,C2,01/12/2017,X1', '01/12/2017,S,C2,,'],
    ],
    ['one of them is still open', ['01/02/2017,S,C2,,', '01/06/2017,P,C2,01/12/2017,E4A', '02/09/2024,S,C2,,']],
    [
      'one of them ended after care began again',
      [overlapping[0]!, '01/06/2017,P,C2,03/09/2024,E4A', '02/09/2024,S,C2,,'],
    ],
    ['care begins again only after the day asked about', [...overlapping, '02/12/2026,S,C2,,']],
    ['they are the time in care that is asked about', ['02/09/2024,S,C2,01/06/2025,X1', '01/05/2025,P,C2,,']],
  ])('refuse the child if %s', (_, rows) => {
    expect(fold(...rows).issues).not.toEqual([])
  })
})
