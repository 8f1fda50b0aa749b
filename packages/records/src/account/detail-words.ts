import type { EventMember } from '../model/events.ts'

/** Stands in a copy in place of a text that a person left out of it. */
export const leftOutWords = 'Left out of this copy by the council, because it tells of somebody else.'

/** What the details of an event are called for a person. A reason, and what was decided instead, are told apart from these. */
const names: Readonly<Record<Exclude<EventMember, 'reason' | 'outcome'>, string>> = {
  to: 'To whom',
  way: 'How',
  fact: 'What is said to be wrong',
  shouldBe: 'What it should be',
  replacedBy: 'The finding that stands in its place',
}

const roles: Readonly<Record<string, string>> = {
  child: 'the child',
  'parent-or-carer': 'a parent or carer',
  'foster-carer': 'a foster carer',
  'social-worker': 'the social worker',
  'designated-teacher': 'the designated teacher',
  school: 'the school',
  'independent-reviewing-officer': 'the independent reviewing officer',
  'other-authority': 'another council',
}

const ways: Readonly<Record<string, string>> = {
  'in-person': 'in person',
  telephone: 'by telephone',
  letter: 'by letter',
  email: 'by email',
  meeting: 'in a meeting',
  portal: 'on a website',
}

const lookUp = (words: Readonly<Record<string, string>>, word: string): string =>
  Object.hasOwn(words, word) ? words[word]! : word

/** The name of a detail in words; the name itself if it has none. */
export const renderDetailName = (name: string): string => lookUp(names, name)

/** A person to whom an outcome was told, such as “a parent or carer”. */
export const renderRole = (role: string): string => lookUp(roles, role)

/** The value of a detail in words. */
export const renderDetailValue = (name: string, value: string | number | boolean | null): string => {
  if (value === null) return 'not known'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (name === 'to') return renderRole(String(value))
  return name === 'way' ? lookUp(ways, String(value)) : String(value)
}
