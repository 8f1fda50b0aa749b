import { scenariosOf } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { realRules } from '../../../packages/rules/test/support/law.ts'
import { answerAlone, type CaseloadQuestion, type ToldChild } from '../src/answering/answer-child.ts'
import { answerChildren } from '../src/answering/answer-children.ts'
import { rowsOfAnswers } from '../src/answering/answered-rows.ts'
import type { AnswerRow } from '../src/index.ts'
import { csvLines } from '../src/writing/answer-file.ts'
import { answerColumns } from '../src/writing/cells.ts'
import { linesOfAnswers } from '../src/writing/columns-as-csv.ts'
import { wordsOf } from '../src/writing/words.ts'

const childOf = (facts: ToldChild['folded']['facts'], line: number): ToldChild => ({
  // Some as a spreadsheet would run them, or as they would end a cell.
  id: [`S${line}`, `=${line}`, `a"b,${line}`, `-${line}`, `two\nlines ${line}`][line % 5]!,
  file: 'file.csv',
  line,
  folded: { facts, frame: {}, sources: {}, warnings: [], issues: [] },
})

const scenarios = scenariosOf(realRules)
const children = scenarios.map(({ request: { facts } }, i) =>
  childOf(
    Object.fromEntries(
      Object.entries(facts).filter((one): one is [string, string | number | boolean] => one[1] != null),
    ),
    i,
  ),
)
const withoutReadings = ({ readings: _r, cautions: _c, notWeighed: _n, ...rest }: AnswerRow) => rest

describe('children who are answered together have what each has alone', () => {
  const councils = realRules.authorities.map(one => one.id)
  it.each(realRules.decisions.map(one => one.id))('%s', decision => {
    for (const [i, authority] of councils.entries()) {
      // Another part of the children by the rules of each council, so that all of them are met.
      const some = children.filter((_, place) => place % councils.length === i)
      const asked: CaseloadQuestion = { decisions: [decision], authority, asOf: '2026-11-22', isOwn: false, facts: {} }
      const answered = answerChildren(realRules, asked, { missing: true, readings: false }, some)
      const together = rowsOfAnswers(realRules, answered)
      expect(together.map(rows => rows.map(withoutReadings))).toEqual(
        some.map(child => [withoutReadings(answerAlone(realRules, asked, child, decision))]),
      )
      expect(together.flat().some(one => one.status === 'determined')).toBe(true)
      for (const wanted of [
        { id: 'CHILD', missing: true, readings: false, words: true },
        { id: undefined, missing: false, readings: false, words: false },
      ]) {
        const linesOf = csvLines(answerColumns(wanted), wordsOf(realRules))
        expect(linesOfAnswers(realRules, answered, wanted, linesOf)).toBe(linesOf(together.flat()))
      }
    }
  })
})
