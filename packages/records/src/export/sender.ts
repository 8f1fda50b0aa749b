import { accepted } from '@virtual-school/rules/internal'
import { freeText } from '../model/caller-texts.ts'
import type { Checked, Issue } from '../model/checked.ts'

/** What a council says of itself for the copy that it hands over. Each is left out if it was not given. */
export interface SenderGiven {
  /** The council’s name and, after semicolons, how to reach it: “Ourshire County Council; Town Hall; 01234 567890”. */
  readonly council?: string | undefined
  /** The council’s own reference of the child or of the request. */
  readonly reference?: string | undefined
}

/** The same, read. */
export interface Sender {
  readonly council: string | undefined
  /** How to reach the council, a line each. */
  readonly reach: readonly string[]
  readonly reference: string | undefined
}

const mostCharacters = { council: 400, reference: 80 } as const

const checkText = (name: keyof typeof mostCharacters, text: string | undefined): readonly Issue[] => {
  if (text === undefined) return []
  const most = mostCharacters[name]
  const issue = (message: string): readonly Issue[] => [{ code: 'malformed', pointer: `/${name}`, message }]
  const read = freeText.safeParse(text)
  if (!read.success) return issue(`“${name}” cannot stand in the letter. ${read.error.issues[0]?.message ?? ''}`)
  if (text.length > most) return issue(`“${name}” is too long for the letter: at most ${most} characters.`)
  return []
}

/** Who sends a copy, or every issue with what was given (`/council`, `/reference`). */
export const parseSender = ({ council, reference }: SenderGiven): Checked<Sender> => {
  const issues = [...checkText('council', council), ...checkText('reference', reference)]
  if (issues.length > 0) return { ok: false, issues }
  const [name, ...reach] = (council ?? '')
    .split(';')
    .map(line => line.trim())
    .filter(line => line !== '')
  return accepted({ council: name, reach, reference: reference?.trim() })
}
