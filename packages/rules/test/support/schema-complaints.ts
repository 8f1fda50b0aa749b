import { Ajv2020 } from 'ajv/dist/2020.js'
import { type DocumentKind, placeOfFile } from '../../src/language/documents.ts'
import type { JsonSchema } from '../../src/language/json-schema.ts'

/** What only editors read. */
const keywords = ['enumDescriptions', 'errorMessage', 'patternErrorMessage']

/** Holds files against schemas, by a validator that has nothing of ours; gives its complaints, with their places. */
export const complaintsBy = (schemas: Readonly<Record<DocumentKind, JsonSchema>>) => {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strictTypes: false,
    formats: { uri: true },
    keywords,
  })
  return (path: string, value: unknown): readonly string[] => {
    const place = placeOfFile(path)?.kind
    const isOne = typeof value === 'object' && value !== null && 'decision' in value
    const kind = place === 'scenarios-or-scenario' ? (isOne ? 'scenario' : 'scenarios') : place!
    const validate = ajv.getSchema(String(schemas[kind].$id)) ?? ajv.compile(schemas[kind])
    return validate(value) ? [] : (validate.errors ?? []).map(one => `${one.instancePath} ${one.message}`)
  }
}
