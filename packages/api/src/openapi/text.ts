import type { Rules } from '@virtual-school/rules'
import { routes } from '../routes/table.ts'
import { openApiDocument } from './document.ts'

/** The document as it is committed. */
export const openApiText = (rules: Rules): string => `${JSON.stringify(openApiDocument(routes, rules), null, 2)}\n`
