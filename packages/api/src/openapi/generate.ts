import { writeFile } from 'node:fs/promises'
import { loadRules } from '@virtual-school/rules'
import { openApiText } from './text.ts'

await writeFile(new URL('../../openapi.json', import.meta.url), openApiText(await loadRules()))
