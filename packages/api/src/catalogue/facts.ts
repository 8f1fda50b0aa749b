import { documentKinds, type Rules, type VocabularyFact } from '@virtual-school/rules'
import type { Reply } from '../reply.ts'
import { held } from './held.ts'

const authored = new Set(Object.keys(documentKinds.facts.shape.facts.def.element.shape))

/** A fact as its author wrote it: what the library notes beside it for its own use stays there. */
const asAuthored = (fact: VocabularyFact) =>
  Object.fromEntries(Object.entries(fact).filter(([name]) => authored.has(name)))

export const factsReply = (rules: Rules): Reply => held(rules, { facts: rules.facts.map(asAuthored) })
