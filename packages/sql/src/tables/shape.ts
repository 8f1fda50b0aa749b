import type { Issue } from '@virtual-school/rules'
import { isObject, listed, nearest, pointerOf, withSuggestion } from '@virtual-school/rules/internal'

/** A place in a document, and where what is wrong there is noted. */
export interface MapPlace {
  readonly path: readonly (string | number)[]
  readonly issues: Issue[]
}

/** Notes what is wrong with a value. */
export type Shape = (value: unknown, at: MapPlace) => void

/** Notes an issue at a place, with the nearest right word if there is one. */
export const note = ({ path, issues }: MapPlace, code: Issue['code'], message: string, suggestion?: string): void => {
  issues.push(withSuggestion({ code, pointer: pointerOf(path), message }, suggestion))
}

/** The place of a member or of a part of a list. */
export const inside = ({ path, issues }: MapPlace, name: string | number): MapPlace => ({
  path: [...path, name],
  issues,
})

/** The nearest of some words, of any value. */
export const nearestTo = (value: unknown, words: Iterable<string>): string | undefined =>
  typeof value === 'string' ? nearest(value, words) : undefined

const longestText = 2_000
const longestWord = 160
const mostMembers = 500

/** Words for a person to read. */
export const someText: Shape = (value, at) => {
  if (typeof value !== 'string' || value.trim() === '') return note(at, 'wrong-type', 'A text is expected.')
  if (value.length > longestText) note(at, 'too-large', `A text has at most ${longestText} letters.`)
}

/** A word as a cell has it. Control signs and the like are no part of one. */
export const cellWord: Shape = (value, at) => {
  if (typeof value !== 'string' || value === '') return note(at, 'wrong-type', 'A word is expected.')
  if (value.length > longestWord) return note(at, 'too-large', `A word has at most ${longestWord} letters.`)
  if (/\p{C}/u.test(value)) return note(at, 'malformed', 'A word has no signs that cannot be seen.')
  if (value.trim() !== value) note(at, 'malformed', 'Blanks around a word are taken away from cells, so it has none.')
}

/** One of some words. */
export const oneOf =
  (...words: readonly string[]): Shape =>
  (value, at) => {
    if (words.some(one => one === value)) return
    note(at, 'unknown-word', `Expected: ${listed(words, 'or')}.`, nearestTo(value, words))
  }

/** This value and no other. */
export const only =
  (wanted: boolean): Shape =>
  (value, at) => {
    if (value !== wanted) note(at, 'wrong-type', `Expected: ${wanted}.`)
  }

/** A list that is not empty unless it may be. */
export const listEach =
  (member: Shape, mayBeEmpty = false): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) return note(at, 'wrong-type', 'A list is expected.')
    if (value.length > mostMembers) return note(at, 'too-many', `A list has at most ${mostMembers} members.`)
    if (value.length === 0 && !mayBeEmpty) return note(at, 'missing-member', 'The list is empty.')
    value.forEach((one, i) => {
      member(one, inside(at, i))
    })
  }

/** An object of any names, each held to a shape, and with a value of a shape. */
export const recordOf =
  (name: Shape, member: Shape): Shape =>
  (value, at) => {
    if (!isObject(value)) return note(at, 'wrong-type', 'An object is expected.')
    const members = Object.entries(value)
    if (members.length > mostMembers) return note(at, 'too-many', `An object has at most ${mostMembers} members.`)
    for (const [key, one] of members) {
      name(key, inside(at, key))
      member(one, inside(at, key))
    }
  }

/** An object of these members and no others. */
export const closedObject =
  (needed: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, at) => {
    if (!isObject(value)) return note(at, 'wrong-type', 'An object is expected.')
    const shapes = new Map(Object.entries({ ...needed, ...optional }))
    for (const [key, one] of Object.entries(value)) {
      const shape = shapes.get(key)
      if (shape !== undefined) shape(one, inside(at, key))
      else {
        const message = `This is not a member here. Permitted: ${listed([...shapes.keys()], 'and')}.`
        note(inside(at, key), 'unknown-member', message, nearest(key, shapes.keys()))
      }
    }
    for (const key of Object.keys(needed))
      if (!Object.hasOwn(value, key)) note(inside(at, key), 'missing-member', `“${key}” is needed here.`)
  }

/** An object of one of several forms, told apart by a member that only it has. */
export const formOf =
  (forms: Readonly<Record<string, Shape>>): Shape =>
  (value, at) => {
    if (!isObject(value)) return note(at, 'wrong-type', 'An object is expected.')
    const found = Object.keys(forms).find(member => Object.hasOwn(value, member))
    if (found !== undefined) return forms[found]!(value, at)
    const names = Object.keys(forms)
    const near = Object.keys(value).flatMap(key => nearest(key, names) ?? [])[0]
    note(at, 'missing-member', `One of these members is needed here: ${listed(names, 'or')}.`, near)
  }
