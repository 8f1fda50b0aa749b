import type { Rules, VocabularyFact } from '@virtual-school/rules/internal'
import { findCareCodes, findList, referencesTo } from './codes.ts'
import type { ColumnTelling, FactTelling, FactValue, TableMap } from './map.ts'
import { inside, type MapPlace, nearestTo, note } from './shape.ts'

/** Notes what names and words of a map mean nothing. Its shape is as it should be. */
export const checkMeaning = (rules: Rules, map: TableMap, at: MapPlace): void => {
  checkCodes(rules, map, at)
  const told = rules.rulebook.facts.filter(one => one.given === undefined)
  for (const [name, { from }] of Object.entries(map.facts)) {
    const here = inside(inside(at, 'facts'), name)
    const fact = told.find(one => one.name === name)
    if (fact === undefined) {
      const message = 'No fact of this name can be told of a child.'
      note(
        here,
        'unknown-fact',
        message,
        nearestTo(
          name,
          told.map(one => one.name),
        ),
      )
    } else
      from.forEach((telling, i) => {
        checkTelling({ rules, map, fact, at: inside(inside(here, 'from'), i) }, telling)
      })
  }
}

const withCodes = ' Load the rules with their codes to refer to them.'

const checkCodes = (rules: Rules, { care, deaths, rows = {} }: TableMap, at: MapPlace): void => {
  const noted = (place: MapPlace, name: string, what: 'lists' | 'episodes', message: string): void => {
    const known = referencesTo(rules, what)
    note(place, 'unknown-name', `${message}${known.length === 0 ? withCodes : ''}`, nearestTo(name, known))
  }
  if (care !== undefined && findCareCodes(rules, care.as) === undefined)
    noted(inside(inside(at, 'care'), 'as'), care.as, 'episodes', 'No return has a table of episodes of this name.')
  for (const [name, { only, inCare }] of Object.entries(rows)) {
    const place = inside(inside(at, 'rows'), name)
    if (inCare === true && care === undefined)
      note(inside(place, 'inCare'), 'not-allowed-here', 'This map has no “care”.')
    if (only === undefined) continue
    if ((only.list === undefined) === (only.words === undefined))
      note(inside(place, 'only'), 'missing-member', 'Either “words” or “list” is needed here.')
    if (only.list !== undefined && findList(rules, only.list) === undefined)
      noted(inside(inside(place, 'only'), 'list'), only.list, 'lists', 'No return has a list of codes of this name.')
  }
  deaths.forEach((one, i) => {
    if (!('list' in one)) return
    const place = inside(inside(inside(at, 'deaths'), i), 'list')
    const list = findList(rules, one.list)
    if (list === undefined) noted(place, one.list, 'lists', 'No return has a list of codes of this name.')
    else if (list.codes.every(code => code.records !== 'death'))
      note(place, 'kind-mismatch', 'No code of this list records a death.')
  })
}

interface Checked {
  readonly rules: Rules
  readonly map: TableMap
  readonly fact: VocabularyFact
  readonly at: MapPlace
}

const checkTelling = (checked: Checked, telling: FactTelling): void => {
  const { map, fact, at } = checked
  const rows = Object.keys(map.rows ?? {})
  const inCare = map.care === undefined ? [] : ['careNow']
  const checkRow = (name: string, known: readonly string[], place: MapPlace): void => {
    if (known.includes(name)) return
    note(
      place,
      'unknown-name',
      `This map has no such row. It has: ${known.join(', ') || 'none'}.`,
      nearestTo(name, known),
    )
  }
  if ('column' in telling) {
    const ended = map.care === undefined ? [] : ['careEnded']
    checkRow(telling.of, ['child', ...inCare, ...ended, ...rows], inside(at, 'of'))
    checkColumn(checked, telling)
  } else if ('careSince' in telling) {
    if (map.care === undefined) note(inside(at, 'careSince'), 'not-allowed-here', 'This map has no “care”.')
    if (fact.type !== 'date') note(at, 'kind-mismatch', 'This fact is no day.')
  } else {
    checkValue(fact, telling.value, inside(at, 'value'))
    if ('there' in telling) checkRow(telling.there, [...inCare, ...rows], inside(at, 'there'))
    else
      telling.notThere.forEach((name, i) => {
        checkRow(name, [...inCare, ...rows], inside(inside(at, 'notThere'), i))
      })
  }
  checkBeside(checked, telling)
}

const checkColumn = ({ rules, fact, at }: Checked, { list, values, otherWords }: ColumnTelling): void => {
  if (list !== undefined && values !== undefined)
    note(inside(at, 'values'), 'not-allowed-here', 'Either “list” or “values” says what words mean, not both.')
  if (list === undefined && values === undefined) {
    if (fact.type === 'boolean')
      note(
        at,
        'missing-member',
        'What words of the column mean yes and no is needed: “values”, or the “list” of a return.',
      )
    if (otherWords !== undefined)
      note(inside(at, 'otherWords'), 'not-allowed-here', 'No words are given, so there are no others.')
  }
  for (const [word, value] of Object.entries(values ?? {})) checkValue(fact, value, inside(inside(at, 'values'), word))
  if (list === undefined) return
  const found = findList(rules, list)
  const known = referencesTo(rules, 'lists')
  const message = `No return has a list of codes of this name.${known.length === 0 ? withCodes : ''}`
  if (found === undefined) note(inside(at, 'list'), 'unknown-name', message, nearestTo(list, known))
  else if (found.codes.every(one => one.facts?.[fact.name] === undefined))
    note(inside(at, 'list'), 'kind-mismatch', 'No code of this list tells this fact.')
}

const checkBeside = ({ rules, map, at }: Checked, { beside = {} }: FactTelling): void => {
  for (const [name, value] of Object.entries(beside)) {
    const place = inside(inside(at, 'beside'), name)
    const fact = rules.rulebook.factsByName.get(name)
    const told = Object.hasOwn(map.facts, name) ? map.facts[name] : undefined
    if (fact === undefined || told === undefined)
      note(place, 'unknown-fact', 'This map tells no such fact.', nearestTo(name, Object.keys(map.facts)))
    else if (told.from.some(one => one.beside !== undefined))
      note(place, 'not-allowed-here', 'That fact depends on another itself.')
    else if (fact.type === 'date') note(place, 'kind-mismatch', 'A day cannot stand here.')
    else checkValue(fact, value, place)
  }
}

const checkValue = (fact: VocabularyFact, value: FactValue, at: MapPlace): void => {
  const { type, values = [], min = -Infinity, max = Infinity } = fact
  const words = values.map(one => one.value)
  if (type === 'enum' && !words.some(one => one === value))
    note(at, 'unknown-word', `This fact has the words ${words.join(', ')}.`, nearestTo(value, words))
  if (type === 'boolean' && typeof value !== 'boolean') note(at, 'wrong-type', 'Expected: true or false.')
  if (type === 'integer' && !(Number.isInteger(value) && Number(value) >= min && Number(value) <= max))
    note(at, 'out-of-range', `A whole number from ${min} to ${max} is expected.`)
  if (type === 'date') note(at, 'kind-mismatch', 'A day is told by a column, not by a word.')
}
