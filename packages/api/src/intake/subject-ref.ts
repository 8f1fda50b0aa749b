import type { Issue } from '@virtual-school/rules'

const form = /^[A-Za-z0-9._:-]{1,200}$/
const separators = /[\s._:-]/g
const announced = /^(?:upn|uln|nhs(?:no|number)?)(?=[A-Z]?\d)/i
const pupilNumber = /^[A-Z]\d{11}[0-9A-Z]$/i
/** An NHS number; a unique learner number looks the same. */
const tenDigits = /^\d{10}$/

/** Whether it has the form of a national number or an e-mail address. */
export const looksPersonal = (reference: string): boolean => {
  if (reference.includes('@')) return true
  const bare = reference.replaceAll(separators, '').replace(announced, '')
  return pupilNumber.test(bare) || tenDigits.test(bare)
}

const issue = (code: Issue['code'], message: string): readonly Issue[] => [{ code, pointer: '/subjectRef', message }]

/**
 * A caller’s own word for whom a decision is about. It has to be one that means nothing to anybody else, so what has the
 * form of a national number or an e-mail address is refused. Never echoed.
 */
export const subjectRefIssues = (reference: unknown): readonly Issue[] => {
  if (reference === undefined) return []
  if (typeof reference !== 'string')
    return issue('wrong-type', '“subjectRef” is a text: your own reference, which means nothing to others.')
  if (looksPersonal(reference)) {
    return issue(
      'personal-identifier',
      '“subjectRef” has the form of an e-mail address, a UPN or an NHS number. Send a reference that means nothing to others.',
    )
  }
  if (!form.test(reference))
    return issue('malformed', '“subjectRef” has 1 to 200 characters: letters, digits, “.”, “_”, “:” and “-”.')
  return []
}
