import type * as z from 'zod/mini'
import type { Issue } from '../kernel/issue.ts'
import { type DocumentKind, documentKinds } from '../language/documents.ts'
import { issuesFromZod } from './zod-issues.ts'

/** What is wrong with the shape of one document of a kind; whether its names mean anything is not asked. */
export const checkDocument = (kind: DocumentKind, value: unknown, file: string): readonly Issue[] => {
  const result = (documentKinds[kind] as z.ZodMiniType).safeParse(value)
  return result.success ? [] : issuesFromZod(result.error, value, file)
}
