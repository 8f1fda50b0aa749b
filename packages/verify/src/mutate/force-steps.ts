import { type Force, forces, type Rule } from '@virtual-school/rules'
import type { Step } from './step.ts'

const forceWords: Readonly<Record<Force, string>> = {
  law: 'law',
  'statutory-guidance': 'statutory guidance',
  'regard-guidance': 'guidance to have regard to',
  'non-statutory-guidance': 'non-statutory guidance',
  'local-policy': 'local policy',
  'local-offer': 'a local offer',
}

/** A rule’s force one place stronger, and one weaker. */
export const forceSteps = (rule: Rule): readonly Step[] => {
  const place = forces.indexOf(rule.force)
  return [forces[place - 1], forces[place + 1]].flatMap((force): Step[] =>
    force === undefined
      ? []
      : [
          {
            at: '/force',
            code: `force=${force}`,
            kind: 'force',
            words: `with its force of ${forceWords[rule.force]} made ${forceWords[force]}`,
            rule: { ...rule, force },
          },
        ],
  )
}
