import type { Json } from '../kernel/canonical-json.ts'
import { capital } from '../kernel/words.ts'
import type { Difference, ScenarioResult } from './scenario-report.ts'

/** What came out otherwise than a scenario expects and why, a line each, in plain English; nothing if it passed. */
export const differenceLines = (result: ScenarioResult): readonly string[] => {
  const place = [result.file, result.pointer].filter(part => part !== '').join(' ')
  return result.differences.map((one, i) => {
    const why = [...(i === 0 ? [result.summary.replace(/\.$/, '')] : []), ...rulesBehind(one)].join('; ')
    const said = `Scenario “${result.name}” (${place}): ${expectedAndFound(one)}.`
    // A refusal may end by asking whether another word was meant.
    const end = why.endsWith('?') ? '' : '.'
    return why === '' ? said : `${said} ${capital(why)}${end}`
  })
}

const expectedAndFound = ({ at, expected, found }: Difference): string => {
  if (at !== 'issues') return `expected ${placeWords(at)} ${valueWords(at, expected)}, found ${valueWords(at, found)}`
  const refusedOrNot = (codes: Json) =>
    (codes as readonly string[]).length === 0 ? 'a decision' : `a refusal with ${valueWords(at, codes)}`
  return `expected ${refusedOrNot(expected)}, found ${refusedOrNot(found)}`
}

const entries = ['requirements/', 'lists/', 'deadlines/']

const rulesBehind = ({ at, found, because, notHolding }: Difference): readonly string[] => {
  if (because.length > 0) return [`${because.length === 1 ? 'rule' : 'rules'} ${because.join(', ')}`]
  if (notHolding.length === 1) return [`rule ${notHolding[0]} does not hold`]
  if (notHolding.length > 1) return [`none of these rules holds: ${notHolding.join(', ')}`]
  return found === 'absent' && entries.some(kind => at.startsWith(kind)) ? ['no rule held here makes it'] : []
}

const nouns: Record<string, string> = {
  possibleAnswers: 'possible answer',
  requirements: 'requirement',
  deadlines: 'deadline',
  missing: 'missing fact',
  readings: 'reading',
  cautions: 'caution',
}

/** `requirements/parent-agreement` → `requirement parent-agreement`; `lists/parties/parent/agree` → `parties parent agree`. */
const placeWords = (at: string): string => {
  const [kind = '', ...rest] = at.split('/')
  const noun = nouns[kind] ?? kind
  if (rest.length === 0) return kind in nouns ? `${noun}s` : noun
  return [...(kind === 'lists' ? [] : [noun]), ...rest].join(' ')
}

const valueWords = (at: string, value: Json): string => {
  if (value === null) return at.startsWith('deadlines') ? 'without a date' : 'open'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
