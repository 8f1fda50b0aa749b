import type { Condition } from '@virtual-school/rules'
import { operatorNames } from '@virtual-school/rules'
import * as z from 'zod'
import { scalar } from './words.ts'

const members = z.object({
  get all() {
    return z.array(members).optional()
  },
  get any() {
    return z.array(members).optional()
  },
  get not() {
    return members.optional()
  },
  condition: z.string().optional().describe('The definition of this name holds.'),
  fact: z.string().optional(),
  operator: z.enum(operatorNames).optional(),
  value: z.union([scalar, z.array(scalar), z.object({ fact: z.string() })]).optional(),
  reading: z.string().optional().describe('The reading that this test rests on.'),
})
z.globalRegistry.add(members, {
  id: 'Condition',
  description:
    'A condition in json-rules-engine’s own notation. It has exactly one of all, any, not, condition and fact; beside fact stand operator and value.',
})

export const condition = members as unknown as z.ZodType<Condition>
