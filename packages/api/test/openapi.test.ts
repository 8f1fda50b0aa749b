import { loadRules } from '@virtual-school/rules'
import { describe, expect, test } from 'vitest'
import { createRouter } from '../src/app.ts'
import { openAccess } from '../src/auth/middleware.ts'
import { openApiText } from '../src/routes/table.ts'
import { createService } from '../src/service.ts'
import { fixture } from './fixture.ts'
import { serving } from './serving.ts'

interface Document {
  readonly openapi: string
  readonly paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>
}
const rules = await loadRules()
const documentText = openApiText(rules)
const document = JSON.parse(documentText) as Document
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
)

describe('the document', () => {
  test('is what the service serves', async () => {
    const { get } = await serving({ rules, access: { ...openAccess, isOpen: () => false } })
    expect(await (await get('/openapi.json')).json()).toEqual(document)
  })

  test('of other rules says what those answer, and nothing of what they refuse', async () => {
    const { get } = await serving()
    const text = await (await get('/openapi.json')).text()
    expect(text).toContain(fixture.digest)
    expect(text).not.toContain(rules.digest)
  })

  test('has the routes that the router has, and no others', () => {
    const { router } = createRouter(createService({ rules: fixture }), (_request, _response, next) =>
      next(),
    ) as unknown as {
      router: { stack: { route?: { path: string; stack: { method: string }[] } }[] }
    }
    const routed = router.stack.flatMap(({ route }) => {
      if (route === undefined) return []
      const methods = new Set(route.stack.map(({ method }) => method).filter(method => method !== undefined))
      return [...methods].map(method => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`)
    })
    expect(routed.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort())
  })

  test('names each operation once, and what it answers when it fails', () => {
    expect(document.openapi).toBe('3.1.1')
    const names = operations.map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
    for (const { operation } of operations) expect(Object.keys(operation.responses)).toContain('500')
  })

  test('refers to nothing that is not there', () => {
    const at = (pointer: string) =>
      pointer
        .slice(2)
        .split('/')
        .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document)
    const references = [...documentText.matchAll(/"\$ref": "(#\/[^"]+)"/g)].map(([, pointer]) => pointer!)
    expect(references.length).toBeGreaterThan(50)
    for (const pointer of references) expect(at(pointer), pointer).toBeDefined()
  })
})
