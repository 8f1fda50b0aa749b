import { type KeyWant, wantOf } from '../keys/want.ts'
import type { Random } from '../random.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import type { Draft } from './draft.ts'

/** What those of some drafts want that are sealed, once the year is known; of all drafts if it is left out which. */
export type Wants = (year: number, of?: readonly Draft[]) => readonly KeyWant[]

/** What each sealed draft wants. Subjects are drawn here, so that planning twice plans the same. */
export const wantsOf = (drafts: readonly Draft[], keys: Pick<DeploymentKeys, 'lookup'>, random: Random): Wants => {
  const wants = new Map<Draft, (year: number) => KeyWant>()
  for (const draft of drafts) {
    const under = draft.sealed?.under
    if (under === undefined) continue
    if ('key' in under) wants.set(draft, () => ({ key: under.key }))
    else if ('subject' in under) wants.set(draft, year => ({ year, ...under }))
    else {
      const want = wantOf({ ...under, realm: draft.clear.realm, year: 0 }, keys, random)
      wants.set(draft, year => ({ ...want, year }))
    }
  }
  return (year, of = drafts) => of.flatMap(draft => wants.get(draft)?.(year) ?? [])
}
