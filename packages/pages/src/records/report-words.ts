import type { ReportSection } from '@virtual-school/records'
import { type CautionCode, cautionCodes } from '@virtual-school/rules'
import { dateInWords } from '@virtual-school/rules/words'
import type { Tools } from '../html/route.ts'
import { recordWords } from '../words/records.ts'
import { answerWordsOf, questionWords } from './rows.ts'

type Service = Tools['service']

/** A table longer than this is folded. */
const mostRows = 20

/** How a report writes that there was no answer. */
const undetermined = '(undetermined)'

const isCaution = (name: string): name is CautionCode => Object.hasOwn(cautionCodes, name)

/** A part of a report with names in words in the place of ids, as far as the rules of today know them. */
export const sectionInWords = (service: Service, section: ReportSection): ReportSection => ({
  ...section,
  rows: section.rows.map(row =>
    row.map((cell, at) => (at < Math.max(section.texts, 1) ? cellInWords(service, cell) : cell)),
  ),
})

/** What the page folds: how many rows there are, said on the fold. Undefined: the table is short, and stands open. */
export const foldOf = ({ rows }: ReportSection): string | undefined =>
  rows.length > mostRows ? recordWords.reportRows(rows.length) : undefined

const cellInWords = (service: Service, name: string): string => {
  const { decisions, authorities } = service.rules.rulebook
  const [decision = '', answer] = name.split(': ')
  if (decisions.has(name)) return questionWords(service, name)
  if (answer !== undefined && decisions.has(decision))
    return `${questionWords(service, decision)} ${answer === undetermined ? recordWords.noAnswer : answerWordsOf(service, decision, answer)}`
  if (isCaution(name)) return cautionCodes[name]
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(name)) return dateInWords(name)
  const reading = [...authorities.values()].find(one => one.readings.has(name))?.readings.get(name)
  const title = reading?.title ?? service.rules.rules.find(one => one.name === name)?.title
  return authorities.get(name)?.name ?? title ?? plainly(service, name)
}

/** What no rule names: a system or a person, or a version with its digest, of which the first letters are enough to tell it. */
const plainly = ({ access: { local } }: Service, name: string): string => {
  if (name === local.client) return recordWords.withoutKey
  const through = ` through ${local.client}`
  if (name.endsWith(through)) return name.slice(0, -through.length)
  return name.replace(/sha256:([0-9a-f]{12})[0-9a-f]*/, '$1')
}
