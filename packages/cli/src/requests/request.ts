import type { Checked, CivilDate, Issue } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { accepted } from '@virtual-school/rules/internal'
import type { Terminal } from '../terminal/terminal.ts'
import { parseFactSettings } from './facts.ts'
import { readFacts } from './read-facts.ts'

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day it is in England at that moment. */
export const todayInEngland = (now: Date): CivilDate => {
  const parts = Object.fromEntries(london.formatToParts(now).map(part => [part.type, part.value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** What the options of `addRequestOptions` give. */
export interface RequestOptions {
  readonly authority?: string
  readonly asOf?: string
  readonly facts?: string
  readonly set?: readonly string[]
  readonly rules?: string
}

/** The request that a command line makes; the library checks the rest of it, and what it finds stands beside what was found here. */
export const readRequest = async (
  rules: Rules,
  decision: string,
  options: RequestOptions,
  trace: 'full' | 'none',
  terminal: Terminal,
): Promise<Checked<DecisionRequest>> => {
  const given = options.facts === undefined ? accepted({}) : await readFacts(options.facts, terminal)
  const settings = parseFactSettings(rules, options.set ?? [])
  const facts = together(given.ok ? given.value : {}, settings.facts)
  const request = {
    decision,
    ...(options.authority === undefined ? {} : { authority: options.authority }),
    asOf: options.asOf ?? todayInEngland(terminal.now()),
    trace,
    facts: facts as DecisionRequest['facts'],
  }
  const issues: Issue[] = [...(given.ok ? [] : given.issues), ...settings.issues]
  if (issues.length === 0) return accepted(request)
  const found = rules.evaluate({ ...request, trace: 'none' })
  return { ok: false, issues: [...issues, ...('issues' in found ? found.issues : [])] }
}

/** Facts that are not an object are left as they are, for the library to refuse. */
const together = (given: unknown, set: Readonly<Record<string, unknown>>): unknown =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...given, ...set } : given
