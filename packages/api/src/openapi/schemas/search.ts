import { listLimits, listParameters } from '@virtual-school/records'
import * as z from 'zod'
import { listedRecord, suggestion } from './records.ts'

const { limit: _, ...filters } = listParameters

const described = Object.fromEntries(
  Object.entries(filters).map(([name, schema]) => [
    name,
    schema.optional().describe(`${schema.description?.slice(0, 1).toUpperCase()}${schema.description?.slice(1)}.`),
  ]),
)

export const searchRequest = z
  .strictObject({
    ...described,
    limit: z
      .int()
      .min(1)
      .max(listLimits.most)
      .optional()
      .describe(`How many; ${listLimits.standard} unless told otherwise.`),
  })
  .meta({ id: 'SearchRequest', description: 'What a list is narrowed to. What is left out narrows nothing.' })

export const searchPage = z
  .object({
    records: z.array(listedRecord).describe('The newest first.'),
    next: z
      .string()
      .nullable()
      .describe('`cursor` of the next page, to be sent with the same body; null: this was the last.'),
    suggestion,
  })
  .meta({ id: 'SearchPage' })
