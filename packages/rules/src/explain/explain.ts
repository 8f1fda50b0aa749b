import type { Rulebook } from '../compile/rulebook.ts'
import type { Decision } from '../evaluate/decision.ts'
import { dateInWords } from '../kernel/dates.ts'
import { authorityName } from '../wording/names.ts'
import { definitionsSection } from './appendix.ts'
import { consideredSections } from './considered.ts'
import { createContext } from './context.ts'
import { answerSection, conclusionsSection, deadlinesSection, listSections, requirementsSection } from './findings.ts'
import type { Explanation, Section } from './layout.ts'
import { cautionsSection, missingSection, readingsSection } from './open-points.ts'
import { factsSection, rulesSection } from './record.ts'
import { type ExplanationFormat, renderers } from './renderers.ts'

/**
 * A decision in plain English: the answer, what it rests on and why, what is open, and what was considered. Nothing is worked
 * out again: every truth is the decision’s own, from its findings and its trace, and the rules lend only their words. So a
 * decision read back from its JSON is explained in the same words.
 */
export const explain = (
  rules: { readonly rulebook: Rulebook },
  decision: Decision,
  options: { readonly format: ExplanationFormat },
): string => {
  return renderers[options.format](buildExplanation(rules, decision))
}

/**
 * What `explain` says, before it is decided how it looks: what was found, how it was worked out, and how each definition came
 * out. All texts are plain; code that shows them must make them safe for its format.
 */
export const buildExplanation = (rules: { readonly rulebook: Rulebook }, decision: Decision): Explanation => {
  const context = createContext(rules.rulebook, decision)
  return {
    title: context.definition?.question ?? decision.decision,
    about: `${authorityName(context, decision.authority)}, ${dateInWords(decision.asOf)}`,
    found: filled([
      answerSection(context),
      conclusionsSection(context),
      requirementsSection(context),
      ...listSections(context),
      deadlinesSection(context),
      missingSection(context),
      readingsSection(context),
      cautionsSection(context),
    ]),
    workings: filled([factsSection(context), ...consideredSections(context), rulesSection(context)]),
    appendix: filled([definitionsSection(context)]),
  }
}

const filled = (sections: readonly Section[]): readonly Section[] =>
  sections.filter(section => section.entries.length > 0)
