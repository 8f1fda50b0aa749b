import { type Day, dayOf } from '../days.ts'
import type { Dice, Weighted } from '../dice.ts'
import type { CareKind } from './stages.ts'

const specialGuardianshipCodes = dayOf('2018-04-01')

const atEighteen: readonly Weighted<string>[] = [
  [30, 'E17'],
  [34, 'E5'],
  [12, 'E6'],
  [8, 'E7'],
  [12, 'E8'],
  [3, 'E9'],
  [1, 'E16'],
]

const reasons: Readonly<Record<CareKind, readonly Weighted<string>[]>> = {
  orders: [
    [26, 'guardianship'],
    [9, 'E41'],
    [24, 'E4A'],
    [6, 'E4B'],
    [3, 'E13'],
    [8, 'E8'],
    [3, 'E3'],
    [1, 'E9'],
  ],
  adoption: [
    [1, 'E11'],
    [3, 'E12'],
  ],
  voluntary: [
    [48, 'E4A'],
    [16, 'E4B'],
    [6, 'E13'],
    [6, 'E41'],
    [4, 'guardianship'],
    [10, 'E8'],
    [4, 'E3'],
    [2, 'E9'],
  ],
  asylum: [
    [4, 'E15'],
    [2, 'E16'],
    [5, 'E3'],
    [3, 'E8'],
    [2, 'E13'],
  ],
  remand: [
    [6, 'E14'],
    [3, 'E9'],
    [2, 'E4A'],
  ],
  'short-breaks': [[1, 'E8']],
}

/** Why a time in care ended on a day, of the reasons that the return had then. */
export const drawLeavingReason = (dice: Dice, kind: CareKind, on: Day, isAdult: boolean): string => {
  const reason = dice.weighted(isAdult ? atEighteen : reasons[kind])
  if (reason !== 'guardianship') return reason
  return dice.pick(on < specialGuardianshipCodes ? ['E43', 'E44'] : ['E45', 'E45', 'E46', 'E47', 'E48'])
}

/** By which order, if any, a child who left care lives with a family. */
export const orderAfter = (left: string | undefined): 'adoption' | 'guardianship' | 'arrangements' | undefined => {
  if (left === 'E11' || left === 'E12') return 'adoption'
  if (left === 'E41') return 'arrangements'
  return /^E4[345678]$/.test(left ?? '') ? 'guardianship' : undefined
}
