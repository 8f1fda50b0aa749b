import * as z from 'zod'

export const day = z.iso.date().describe('A day, as 2026-11-22.')
export const scalar = z.union([z.boolean(), z.number(), z.string()])
export const version = z
  .string()
  .describe('The version of the rules.')
  .meta({ examples: ['1.0.0'] })
export const digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .describe('The fingerprint of everything in the rules that an evaluation reads.')
export const because = z.array(z.string()).describe('The names of the rules that it rests on, sorted.')
export const truth = z
  .enum(['false', 'unknown', 'true'])
  .meta({ id: 'Truth', description: 'What is known of it. Unknown is never taken for false.' })
