import type { Authority, Checked, PlacedRegister, Source } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, refused } from '@virtual-school/rules/internal'
import { selectionIssues, unknownName } from '../../rules/names.ts'
import { issueOf } from '../../rules/writable.ts'

/** A register and whose it is. */
export interface FoundRegister {
  readonly authority: Authority
  readonly register: PlacedRegister
}

/** The source of that name, or that there is none. */
export const findSource = (rules: Rules, id: string): Checked<Source> => {
  const source = rules.rulebook.sources.get(id)
  return source === undefined
    ? refused([
        unknownName(
          'unknown-name',
          'source',
          id,
          rules.sources.map(one => one.id),
          '“virtual-school sources” lists what is held, “virtual-school source add” enters one.',
        ),
      ])
    : accepted(source)
}

/** The registers of a source, of one authority or of all; refused if there are none. */
export const findRegisters = (
  rules: Rules,
  source: string,
  authority: string | undefined,
): Checked<readonly FoundRegister[]> => {
  const known = findSource(rules, source)
  if (!known.ok) return known
  const issues = selectionIssues(rules, authority === undefined ? {} : { authority })
  if (issues.length > 0) return refused(issues)
  const found = [...rules.rulebook.authorities.values()]
    .filter(one => authority === undefined || one.id === authority)
    .flatMap(one => one.registers.map(register => ({ authority: one, register })))
    .filter(one => one.register.source === source)
  if (found.length > 0) return accepted(found)
  const whose = authority ?? 'AUTHORITY'
  const message = `There is no register of “${source}”${authority === undefined ? '' : ` under “${authority}”`}. “virtual-school register new ${source} --authority ${whose}” writes one.`
  return refused([issueOf('unknown-name', message)])
}
