import type { Issue } from '@virtual-school/rules'

/** Words of references that name a place in the organisation, not a person: `duty-manager`, `team.north`, `reviewer`. */
const roleWords =
  /^(?:admin|advisor|adviser|agent|area|assistant|board|care|case|caseworker|central|children|clerk|coach|coordinator|council|data|deputy|desk|director|duty|east|education|employee|finance|governor|group|head|headteacher|helpdesk|hub|intake|lead|leader|legal|local|manager|member|north|office|officer|operator|panel|person|principal|quality|reception|reviewer|role|school|senco|service|services|social|south|specialist|staff|supervisor|support|system|teacher|team|test|tester|unit|user|virtual|west|worker)$/i

/** Two to four words of letters, joined by “.”, “_” or “-”, the first perhaps an initial, and perhaps a number for namesakes. */
const joined = /^[a-z]+(?:[._-][a-z]+){1,3}\d{0,4}$/i
/** One word of letters, as of a surname and an initial, perhaps with a number for namesakes: smithj, jsmith2. */
const single = /^[a-z]{4,20}\d{0,2}$/i

const looksLikeOne = (part: string): boolean => {
  if (!joined.test(part) && !single.test(part)) return false
  return !part.split(/[._-]/).some(word => roleWords.test(word.replace(/\d+$/, '')))
}

/**
 * Whether a reference of a person looks like a login that is made of a name: `jane.smith`, `j.smith`, `smithj`, `LUTON:jsmith2`.
 * A guess, good enough to warn by and no reason to refuse: a word of letters that means nothing looks the same.
 */
export const looksLikeLogin = (reference: string): boolean => {
  const parts = reference.split(':')
  return looksLikeOne(parts.at(-1) ?? '') || parts.some(part => joined.test(part) && looksLikeOne(part))
}

const form = /^[A-Za-z0-9._:-]{1,200}$/
const separators = /[\s._:-]/g
const announced = /^(?:upn|uln|nhs(?:no|number)?)(?=[A-Z]?\d)/i
const pupilNumber = /^[A-Z]\d{11}[0-9A-Z]$/i
/** An NHS number; a unique learner number looks the same. */
const tenDigits = /^\d{10}$/

/** Two to four capitalised words, as “First.Last”, the first perhaps an initial, and perhaps a number that tells namesakes apart. */
const names =
  /^(?:[A-Z]\.|[A-Z][a-z]+(?:[A-Z][a-z]+)?[._-])(?:[A-Z][a-z]+(?:[A-Z][a-z]+)?[._-]){0,2}[A-Z][a-z]+(?:[A-Z][a-z]+)?\d{0,4}$/

const looksLikeName = (reference: string): boolean => reference.split(':').some(part => names.test(part))

/** Whether it has the form of a national number, an e-mail address or a person’s name. */
export const looksPersonal = (reference: string): boolean => {
  if (reference.includes('@') || looksLikeName(reference)) return true
  const bare = reference.replaceAll(separators, '').replace(announced, '')
  return pupilNumber.test(bare) || tenDigits.test(bare)
}

/**
 * Why a reference to a person is refused; none if it is absent or may stay. It has to be a word that means nothing to
 * anybody else, so what has the form of a name, a national number or an e-mail address is refused. Never echoed.
 * `pointer` is its place in the request, `name` what the caller calls it, as “subjectRef”.
 */
export const referenceIssues = (reference: unknown, pointer: string, name: string): readonly Issue[] => {
  const issue = (code: Issue['code'], message: string): readonly Issue[] => [{ code, pointer, message }]
  if (reference === undefined) return []
  if (typeof reference !== 'string')
    return issue('wrong-type', `“${name}” is a text: your own reference, which means nothing to others.`)
  if (looksLikeName(reference))
    return issue(
      'personal-identifier',
      `“${name}” looks like a person’s name: capitalised words, joined. Send a reference that means nothing to others, such as a case or staff number.`,
    )
  if (looksPersonal(reference))
    return issue(
      'personal-identifier',
      `“${name}” has the form of an e-mail address, a UPN or an NHS number. Send a reference that means nothing to others.`,
    )
  if (!form.test(reference))
    return issue('malformed', `“${name}” has 1 to 200 characters: letters, digits, “.”, “_”, “:” and “-”.`)
  return []
}
