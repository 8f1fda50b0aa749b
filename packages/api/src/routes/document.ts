import { documentOperation } from '../openapi/operations/document.ts'
import { jsonText } from '../reply.ts'
import { type Route, reading } from './route.ts'

/** The document describes this route too, so its text is made when it is first asked for. */
export const documentRoute = (text: () => string): Route => ({
  method: 'get',
  path: '/openapi.json',
  operation: documentOperation,
  handlers: reading(() => jsonText(text())),
})
