import type { ExplanationEntry, ExplanationSection } from '@virtual-school/rules'
import type { AccountPage, AccountPart } from './account.ts'

/** What stands under a finding in the words of `explanationOf`: the rules behind it, with their sources. */
const isRule = ({ lead }: ExplanationEntry): boolean => lead === 'Rule' || lead === 'Rules'

const withoutRules = ({ under, ...entry }: ExplanationEntry): ExplanationEntry => {
  const left = (under ?? []).filter(one => !isRule(one)).map(withoutRules)
  return left.length === 0 ? entry : { ...entry, under: left }
}

const inBrief = (section: ExplanationSection): ExplanationSection => ({
  ...section,
  entries: section.entries.map(withoutRules),
})

/** The account for a person who wants to know what was asked, found and done: without the rules behind each line and the workings. */
export const withoutWorkings = (page: AccountPage): AccountPage => ({
  ...page,
  parts: page.parts
    .filter(({ id }) => id !== 'workings')
    .map((part): AccountPart => (part.id === 'found' ? { ...part, sections: part.sections.map(inBrief) } : part)),
})

/** The annex: all that was found, with every rule behind it, and how it was worked out. Undefined where the contents are gone. */
export const workingsOf = (page: AccountPage): AccountPage | undefined => {
  const parts = page.parts.filter(({ id }) => id === 'found' || id === 'workings')
  return parts.length === 0 ? undefined : { ...page, title: `How it was worked out: ${page.title}`, brief: [], parts }
}
