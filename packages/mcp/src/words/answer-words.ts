import type { DecisionDefinition } from '@virtual-school/rules'

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/**
 * Creates a test whether a text holds a word of an answer to the question: an answer’s id, with hyphens or without, or the
 * clause that says it.
 */
const findsAnswer = ({ answers }: DecisionDefinition): ((text: string) => boolean) => {
  const words = answers.flatMap(({ id, summary }) => [id, id.replaceAll('-', ' '), summary])
  const form = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'iu')
  return text => form.test(text)
}

/** Creates a choice of the first text that holds no word of an answer; undefined if each does. */
export const sayWithout = (question: DecisionDefinition) => {
  const holds = findsAnswer(question)
  return (...texts: readonly string[]): string | undefined => texts.find(text => !holds(text))
}
