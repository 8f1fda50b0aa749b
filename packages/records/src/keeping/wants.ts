import { type KeyWant, wantOf } from '../keys/want.ts'
import type { Random } from '../random.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import type { Draft } from './draft.ts'

/** What each sealed draft wants, once the year is known. Subjects are drawn here, so that planning twice plans the same. */
export const wantsOf = (
  drafts: readonly Draft[],
  keys: Pick<DeploymentKeys, 'lookup'>,
  random: Random,
): ((year: number) => readonly KeyWant[]) => {
  const wants = drafts.flatMap(({ clear, sealed }): ((year: number) => KeyWant)[] => {
    if (sealed === undefined) return []
    const { under } = sealed
    if ('key' in under) return [() => ({ key: under.key })]
    if ('subject' in under) return [year => ({ year, ...under })]
    const want = wantOf({ ...under, realm: clear.realm, year: 0 }, keys, random)
    return [year => ({ ...want, year })]
  })
  return year => wants.map(want => want(year))
}
