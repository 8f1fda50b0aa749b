import { ensureKeys, type KeyPlan } from '../keys/ensure-keys.ts'
import type { KeyRows } from '../keys/key-rows.ts'
import type { KeyWant } from '../keys/want.ts'
import { questionsOf } from '../keys/want.ts'
import { newKeyId } from '../keys/wrap.ts'
import type { Random } from '../random.ts'
import { type DeploymentKeys, lookupOf } from '../secret/deployment-keys.ts'
import type { Draft } from './draft.ts'

/** What each sealed draft wants, once the year is known. Subjects are drawn here, so that planning twice plans the same. */
export const wantsOf = (
  drafts: readonly Draft[],
  keys: Pick<DeploymentKeys, 'lookup'>,
  random: Random,
): ((year: number) => readonly KeyWant[]) => {
  const wants = drafts.flatMap(({ sealed }): ((year: number) => KeyWant)[] => {
    if (sealed === undefined) return []
    const { under } = sealed
    if ('key' in under) return [() => ({ key: under.key })]
    const { decision, subjectRef } = under
    const whose = subjectRef === undefined ? { subject: newKeyId(random) } : { lookup: lookupOf(keys, subjectRef) }
    return [year => ({ ...whose, decision, year })]
  })
  return year => wants.map(want => want(year))
}

/** The keys of a batch, those made that were not there. */
export const keysFor = async (
  wants: readonly KeyWant[],
  tables: KeyRows,
  keys: Pick<DeploymentKeys, 'wrapping'>,
  random: Random,
): Promise<KeyPlan['under']> => {
  const plan = ensureKeys(wants, await tables.held(questionsOf(wants)), keys, random)
  const { subjects, dataKeys } = plan.inserts
  if (subjects.length + dataKeys.length > 0) await tables.insert(plan.inserts)
  return plan.under
}
