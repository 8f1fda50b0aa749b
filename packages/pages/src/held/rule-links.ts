import type { Rule, Rulebook } from '@virtual-school/rules'
import { addressOf } from '../html/addresses.ts'
import { rulesWords } from '../words/rules.ts'

/** A link to each of some rules. Those that share a title say which question they answer, and are counted if that is the same. */
export const linksToRules = ({ decisions }: Pick<Rulebook, 'decisions'>, rules: readonly Rule[]) => {
  const texts = rules.map(rule => {
    const isShared = rules.some(one => one.name !== rule.name && one.title === rule.title)
    const questions = [...rule.events.keys()].map(id => decisions.get(id)!.question)
    return isShared ? rulesWords.titleFor(rule.title, questions) : rule.title
  })
  return rules.map((rule, i) => {
    const text = texts[i]!
    const count = texts.filter(one => one === text).length
    const number = texts.slice(0, i + 1).filter(one => one === text).length
    return { text: count === 1 ? text : rulesWords.numberedTitle(text, number, count), href: addressOf.rule(rule) }
  })
}
