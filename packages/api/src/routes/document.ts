import type { Rules } from '@virtual-school/rules'
import { documentOperation } from '../openapi/operations/document.ts'
import { jsonText } from '../reply.ts'
import { type Route, reading } from './route.ts'

export const documentRoute = (text: (rules: Rules) => string): Route => ({
  method: 'get',
  path: '/openapi.json',
  operation: documentOperation,
  handlers: reading(({ rules }) => jsonText(text(rules))),
})
