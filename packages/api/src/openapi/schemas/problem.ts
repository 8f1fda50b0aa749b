import { type IssueCode, issueCodes } from '@virtual-school/rules'
import * as z from 'zod'
import type { ProblemSlug } from '../../problems.ts'
import { problems, problemType } from '../../problems.ts'
import { digest, version } from './words.ts'

const codes = Object.keys(issueCodes) as [IssueCode]
const types = (Object.keys(problems) as [ProblemSlug]).map(problemType)

export const issue = z
  .object({
    code: z.enum(codes),
    pointer: z.string().describe('JSON Pointer to the place in what was sent.'),
    message: z.string().describe('What was expected. Never the value of a fact.'),
    suggestion: z.string().optional().describe('The nearest right word.'),
    line: z.int().optional(),
    column: z.int().optional(),
  })
  .meta({ id: 'Issue' })

export const problem = z
  .object({
    type: z.enum(types).describe('The address of a page about this problem, on this service.'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional().describe('This occurrence, under which the service’s log says more.'),
    issues: z.array(issue).describe('Every reason at once.'),
    offers: z.array(z.object({ version, digest })).optional().describe('The rules that can be insisted on.'),
  })
  .meta({ id: 'Problem', description: 'A problem as RFC 9457 has it.' })
