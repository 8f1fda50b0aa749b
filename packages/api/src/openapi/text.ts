import { routes } from '../routes/table.ts'
import { openApiDocument } from './document.ts'

/** The document as it is committed. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(routes), null, 2)}\n`
