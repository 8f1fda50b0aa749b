import { keepDecisions } from '../../packages/records/src/append/decisions.ts'
import { activateRules } from '../../packages/records/src/manage/rules.ts'
import { decided } from '../../packages/records/test/support/kept.ts'
import { otherRules } from '../../packages/records/test/support/varied-log.ts'
import type { Attack } from './attack.ts'

/** What is recorded as it was said, and was not so: nothing that is stored can show it. */
export const byUse: Readonly<Record<string, Attack>> = {
  'wrong-fact-sent': ({ use }) => use(records => keepDecisions(records, [decided({ subjectRef: 'somebody-else' })])),
  'false-staff-reference': ({ use }) =>
    use(records => keepDecisions(records, [decided({ by: { client: 'tests', actor: 'staff-1' } })])),
  'wrong-rules-activated': ({ use }) =>
    use(records => activateRules(records, otherRules('6.6.6'), { client: 'local' })),
  'clock-ahead': ({ use }) =>
    use(
      records => keepDecisions(records, [decided()]),
      () => new Date('2031-01-01T00:00:00.000Z'),
    ),
  'clock-behind': ({ use }) =>
    use(
      records => keepDecisions(records, [decided()]),
      () => new Date('2001-01-01T00:00:00.000Z'),
    ),
}
