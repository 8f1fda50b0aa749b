import { unknownIn } from '@virtual-school/rules'
import { type CaseloadAnswers, dateOfDayNumber, type Rules } from '@virtual-school/rules/internal'
import { dateInWords } from '@virtual-school/rules/words'
import type { ToldChild } from '../answering/answer-child.ts'
import type { AnsweredTogether } from '../answering/answer-children.ts'
import type { AnswerRow, WantedParts } from '../answering/answer-row.ts'
import { saidInFull } from './cells.ts'
import { reasonOfNames, type Wording, wordsOf } from './words.ts'

/** Rows as lines of CSV, made one by one. */
export type LinesOfRows = (rows: readonly AnswerRow[]) => string

/**
 * Answers as lines of CSV, from the columns that they were found in: the same text as that of the rows, without making these. Of
 * whom nothing stands in columns, the rows are written.
 */
export const linesOfAnswers = (
  rules: Rules,
  { children, placeOf, columns, rows, refused }: AnsweredTogether,
  wanted: WantedParts,
  linesOf: LinesOfRows,
): string => {
  const words = wordsOf(rules)
  const questions = columns.map(found => tellQuestion(rules, found, wanted, words))
  let text = ''
  for (const [i, child] of children.entries()) {
    const own = rows.get(child)
    if (own !== undefined) {
      text += linesOf(own)
      continue
    }
    const head = rowHead(child, wanted)
    const { warnings } = child.folded
    const warned = warnings.length === 0 ? '' : cellOf(saidInFull(warnings))
    for (let question = 0; question < questions.length; question += 1) {
      const told = refused[question]!.get(child)
      text += told === undefined ? `${head}${questions[question]!(placeOf[i]!, warned)}` : linesOf([told])
    }
  }
  return text
}

/** What of a child stands in each of its lines. */
const rowHead = ({ id, file, line }: ToldChild, wanted: WantedParts): string =>
  `${wanted.id === undefined ? '' : `${cellOf(id)},`}${cellOf(file)},${line},`

/** What a spreadsheet would run, and what would end a cell. */
const special = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]|[",\r\n]/

const cellOf = (text: string): string => {
  if (!special.test(text)) return text
  const isRun = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text)
  const said = isRun ? `'${text}` : text
  return /[",\r\n]/.test(said) ? `"${said.replaceAll('"', '""')}"` : said
}

/** What says the rest of a line about a child, by its place in the columns. */
const tellQuestion = (
  rules: Rules,
  found: CaseloadAnswers,
  wanted: WantedParts,
  words: Wording,
): ((child: number, warned: string) => string) => {
  const head = `${found.decision},${found.authority},${found.asOf},`
  const answers = Array.from({ length: 1 << found.answers.length }, (_, set) => answerCells(found, set))
  const duties = (found.items ?? []).filter(one => one.list === 'duties')
  const applying = (weight: number) =>
    duties.map(({ item, applies }) => ({ name: item, isSaid: (at: number) => applies[at] === weight }))
  const [sure, perhaps] = [applying(2), applying(1)]
  const required = (weight: number) =>
    (found.requirements ?? []).map(({ id, applies, met }) => ({
      name: id,
      isSaid: (at: number) => applies[at] !== 0 && met[at] === weight,
    }))
  const [unmet, notKnown] = [required(0), required(1)]
  const deadlinesOf = tellDeadlines(found, words)
  const missingOf = tellMissing(rules, found)
  const { answerOf, reasonOfLists } = wordsOfCells(words, found)
  return (at, warned) => {
    const set = found.possible[at]!
    const [applying, maybe, failed, open] = [
      joined(sure, at),
      joined(perhaps, at),
      joined(unmet, at),
      joined(notKnown, at),
    ]
    const [due, dueInWords] = deadlinesOf(at)
    const lacking = (set & (set - 1)) === 0 ? '' : missingOf(at)
    const told = `${applying},${maybe},${failed},${open},${due},${wanted.missing ? `${lacking},` : ''}`
    const line = `${head}${answers[set]!}${told},${warned},${rules.digest}`
    if (!wanted.words) return `${line}\r\n`
    const inWords = `${answerOf(set, applying, maybe)},${dueInWords},${reasonOfLists(failed, open, lacking)}`
    return `${line},${inWords}\r\n`
  }
}

/** What is said in words of names that stand in cells: of the same names once. */
const wordsOfCells = (words: Wording, { decision, answers }: CaseloadAnswers) => {
  const known = new Map<string, string>()
  const once = (key: string, say: () => string): string => {
    const before = known.get(key)
    if (before !== undefined) return before
    const cell = cellOf(say())
    known.set(key, cell)
    return cell
  }
  const namesIn = (cell: string): readonly string[] => (cell === '' ? [] : cell.split('; '))
  return {
    answerOf: (set: number, sure: string, perhaps: string): string =>
      once(`${set}|${sure}|${perhaps}`, () => {
        const answer = (set & (set - 1)) === 0 ? answers[31 - Math.clz32(set)]! : ''
        return words.answer(decision, answer, namesIn(sure).map(words.duty), namesIn(perhaps).map(words.duty))
      }),
    reasonOfLists: (unmet: string, notKnown: string, missing: string): string =>
      unmet === '' && notKnown === '' && missing === ''
        ? ''
        : once(`${unmet}|${notKnown}|${missing}`, () =>
            reasonOfNames(words, decision, {
              unmet: namesIn(unmet),
              notKnown: namesIn(notKnown),
              missing: namesIn(missing),
            }),
          ),
  }
}

const answerCells = ({ answers }: CaseloadAnswers, set: number): string => {
  const possible = answers.filter((_, i) => ((set >> i) & 1) === 1)
  const isSettled = possible.length === 1
  return `${isSettled ? 'determined' : 'undetermined'},${isSettled ? possible[0]! : ''},${possible.join('; ')},`
}

interface Named {
  readonly name: string
  readonly isSaid: (at: number) => boolean
}

const joined = (all: readonly Named[], at: number): string => {
  let text = ''
  for (const { name, isSaid } of all) if (isSaid(at)) text += text === '' ? name : `; ${name}`
  return text
}

/** By day; those without a day last, and only if it is known that they apply. */
const tellDeadlines = (
  { deadlines = [] }: CaseloadAnswers,
  words: Wording,
): ((at: number) => readonly [string, string]) => {
  const days = new Map<number, { readonly day: string; readonly inWords: string }>()
  const dayOf = (number: number) => {
    const known = days.get(number)
    if (known !== undefined) return known
    const day = dateOfDayNumber(number)
    const found = { day, inWords: dateInWords(day) }
    days.set(number, found)
    return found
  }
  const titles = new Map(deadlines.map(one => [one, words.deadline(one)]))
  const sayOf = (one: (typeof deadlines)[number], at: number) => {
    const { action, role, applies, date } = one
    const { day, inWords } = date[at] === unknownIn(date) ? noDay : dayOf(date[at]!)
    if (applies[at] === 0 || (day === '~' && applies[at] === 1)) return undefined
    const perhaps = applies[at] === 1 ? 'perhaps ' : ''
    return {
      day,
      text: `${perhaps}${day === '~' ? inWords : day} ${action}, ${role}`,
      inWords: `${perhaps}${inWords}: ${titles.get(one)!}`,
    }
  }
  return at => {
    const said = deadlines.flatMap(one => sayOf(one, at) ?? [])
    if (said.length === 0) return nothingDue
    said.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    return [`"${said.map(one => one.text).join('; ')}"`, cellOf(said.map(one => one.inWords).join('; '))]
  }
}

const noDay = { day: '~', inWords: 'no date' } as const
const nothingDue = ['', ''] as const

/** What settles the answer alone, then the rest, each in the order of the vocabulary. */
const tellMissing = ({ rulebook }: Rules, { missing = [] }: CaseloadAnswers): ((at: number) => string) => {
  const inOrder = [...missing].sort(
    (a, b) => rulebook.factsByName.get(a.fact)!.index - rulebook.factsByName.get(b.fact)!.index,
  )
  const weighed = [2, 1].map(weight =>
    inOrder.map(({ fact, matters }) => ({ name: fact, isSaid: (at: number) => matters[at] === weight })),
  )
  return at =>
    weighed
      .map(some => joined(some, at))
      .filter(text => text !== '')
      .join('; ')
}
