import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { serving } from './serving.ts'

const { get } = await serving()

test('/docs leads to the page', async () => {
  const bare = await get('/docs', { redirect: 'manual' })
  expect([bare.status, bare.headers.get('location')]).toEqual([302, 'docs/'])
  const page = await get('/docs')
  expect(page.status).toBe(200)
  expect(page.url.endsWith('/docs/')).toBe(true)
  expect(await page.text()).toContain('<title>Virtual School Rules</title>')
})

test('all that the page loads is here, and is allowed to run', async () => {
  const page = await (await get('/docs/')).text()
  const loaded = [...page.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(([, address]) => address!)
  expect(loaded).toHaveLength(6)
  for (const address of loaded) {
    expect(address).toMatch(/^\.\//)
    const response = await get(`/docs/${address.slice(2)}`)
    expect([address, response.status]).toEqual([address, 200])
    await response.arrayBuffer()
  }
  // Scripts stand in files alone, or the policy would stop them.
  expect(page).not.toMatch(/<script>[^<]*\S/)
})

test('no other host is asked for anything', async () => {
  for (const path of ['/docs/', '/docs/swagger-ui-init.js']) {
    const foreign = [...(await (await get(path)).text()).matchAll(/https?:\/\/[^"'\s]+/g)]
      .map(([address]) => address)
      .filter(address => !address.startsWith('http://www.w3.org/'))
    expect(foreign).toEqual([])
  }
  const start = await (await get('/docs/swagger-ui-init.js')).text()
  expect(start).toContain('"validatorUrl": null')
  expect(start).toContain('"swaggerUrl": "../openapi.json"')
  expect(await (await get('/docs/swagger-ui.css')).text()).not.toMatch(/(?:url\(|@import)\s*["']?(?:https?:)?\/\//)
})

test('and the browser is told to allow none', async () => {
  const policy = (await get('/docs/')).headers.get('content-security-policy')!
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
  expect(policy).toMatch(/script-src 'self'(;|$)/)
  expect(policy).toMatch(/connect-src 'self'(;|$)/)
})

test('telemetry of what the page is made of is denied', async () => {
  const root = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'))
  expect([root.scarfSettings, root.allowScripts['@scarf/scarf']]).toEqual([{ enabled: false }, false])
  for (const asset of ['swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'swagger-ui-init.js'])
    expect(await (await get(`/docs/${asset}`)).text()).not.toMatch(/sendBeacon|scarf\.sh|google-analytics|sentry\.io/)
})
