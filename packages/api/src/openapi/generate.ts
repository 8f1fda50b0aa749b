import { writeFile } from 'node:fs/promises'
import { openApiText } from './text.ts'

await writeFile(new URL('../../openapi.json', import.meta.url), openApiText())
