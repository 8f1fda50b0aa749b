import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { type DocumentKind, placeOfFile } from '../src/language/documents.ts'
import { jsonSchemas } from '../src/language/json-schema.ts'
import { realFiles } from './support/real-files.ts'

const schemas = jsonSchemas()
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, formats: { uri: true } })
const complaintsOf = (kind: DocumentKind, value: unknown): readonly string[] => {
  const validate = ajv.getSchema(String(schemas[kind].$id)) ?? ajv.compile(schemas[kind])
  return validate(value) ? [] : (validate.errors ?? []).map(one => `${one.instancePath} ${one.message}`)
}

describe('the JSON Schema that a file of rules names', () => {
  it.each(realFiles)('in $path exists, is that of its own kind, and the file fits it', ({ path, value }) => {
    const { $schema } = value as { readonly $schema: string }
    const named = basename($schema).replace('.schema.json', '')
    expect(existsSync(join(realDirectory, path, '..', $schema))).toBe(true)
    const kind = placeOfFile(path)?.kind
    expect(kind === 'scenarios-or-scenario' ? ['scenario', 'scenarios'] : [kind]).toContain(named)
    expect(complaintsOf(named as DocumentKind, value)).toEqual([])
  })
})
