import type { Rulebook } from '../compile/rulebook.ts'
import type { Decision } from '../evaluate/decision.ts'
import { dateInWords } from '../kernel/dates.ts'
import { authorityName } from '../wording/names.ts'
import { definitionsSection } from './appendix.ts'
import { consideredSections } from './considered.ts'
import { type Context, contextOf } from './context.ts'
import { answerSection, conclusionsSection, deadlinesSection, listSections, requirementsSection } from './findings.ts'
import type { Explanation } from './layout.ts'
import { asMarkdown } from './markdown.ts'
import { cautionsSection, missingSection, readingsSection } from './open-points.ts'
import { factsSection, rulesSection } from './record.ts'
import { asPlainText } from './text.ts'

export type ExplanationFormat = 'text' | 'markdown'

/**
 * A decision in plain English: the answer, what it rests on and why, what is open, and what was considered. Nothing is worked
 * out anew: every truth is the decision’s own, from its findings and its trace, and the rules lend only their words. So a
 * decision read back from its JSON is explained in the same words.
 */
export const explain = (
  rules: { readonly rulebook: Rulebook },
  decision: Decision,
  options: { readonly format: ExplanationFormat },
): string => {
  const context = contextOf(rules.rulebook, decision)
  return options.format === 'text'
    ? asPlainText(explanationOf(context, false))
    : asMarkdown(explanationOf(context, true))
}

const explanationOf = (context: Context, withAppendix: boolean): Explanation => {
  const { decision, definition } = context
  const sections = [
    answerSection(context),
    conclusionsSection(context),
    requirementsSection(context),
    ...listSections(context),
    deadlinesSection(context),
    missingSection(context),
    readingsSection(context),
    cautionsSection(context),
    factsSection(context),
    ...consideredSections(context),
    rulesSection(context),
    ...(withAppendix ? [definitionsSection(context)] : []),
  ]
  return {
    title: definition?.question ?? decision.decision,
    about: `${authorityName(context, decision.authority)}, ${dateInWords(decision.asOf)}`,
    sections: sections.filter(section => section.entries.length > 0),
  }
}
