import { expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { loadRules } from '../src/index.ts'
import { directorySchemas } from '../src/schemas/directory-schemas.ts'
import { realFiles } from './support/real-files.ts'
import { complaintsBy } from './support/schema-complaints.ts'

const rules = await loadRules(realDirectory, { whole: true })
const complaintsOf = complaintsBy(directorySchemas(rules.rulebook))

it.each(realFiles)('the schemas of this directory take $path', ({ path, value }) => {
  expect(complaintsOf(path, value)).toEqual([])
})
