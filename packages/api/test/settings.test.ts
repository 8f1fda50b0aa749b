import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readSettings, settingsTable } from '../src/index.ts'

const storage = {
  environment: {
    DATA_DIR: './data',
    DATABASE_URL: undefined,
    RECORDS_NAME: 'virtual-school',
    RECORDS_SECRET: undefined,
    RECORDS_SECRET_FILE: undefined,
    REQUIRE_ACTOR: undefined,
    FOUR_EYES: undefined,
    CHECKPOINT_DIR: undefined,
    CHECKPOINT_COMMAND: undefined,
    CHECKPOINT_OVERRIDE: undefined,
  },
}

const defaults = {
  port: 3000,
  publicUrl: undefined,
  origins: [],
  host: '127.0.0.1',
  isOpen: false,
  dataDirectory: './data',
  oauth: undefined,
  rateLimit: 6_000,
  rateLimitFailed: 30,
  rateLimitSubject: 120,
  rulesDirectory: undefined,
  watchesRules: false,
  crossCheckShare: 0,
  mcp: false,
  pages: { isPublic: false, publicLimit: 60, oidc: undefined, secret: undefined, themeFile: undefined },
  logLevel: 'info',
  idempotencyKeysCount: 10_000,
  overload: { delayMilliseconds: 100, inFlightCount: 200 },
  records: storage,
  storage,
  connections: {
    keepAliveMilliseconds: 75_000,
    headersMilliseconds: 5_000,
    requestMilliseconds: 10_000,
    idleMilliseconds: 10_000,
    connectionsCount: 1_000,
  },
  stopNoticeMilliseconds: 1_000,
}

test('an empty environment gives the defaults', () => {
  expect(readSettings({})).toEqual({ ok: true, value: defaults })
  expect(readSettings({ PORT: '', HOST: undefined, PATH: '/bin' })).toEqual({ ok: true, value: defaults })
})

test('each variable is read', () => {
  expect(
    readSettings({
      PORT: '0',
      HOST: '::1',
      PUBLIC_URL: 'https://council.example/rules/',
      CORS_ORIGINS: 'https://forms.example, http://localhost:5173',
      RULES_DIR: './rules',
      RULES_WATCH: 'on',
      CROSS_CHECK: 'sample:0.01',
      MCP: 'on',
      LOG_LEVEL: 'debug',
      IDEMPOTENCY_KEYS: '7',
      OVERLOAD_DELAY_MS: '200',
      OVERLOAD_IN_FLIGHT: '10',
      STOP_NOTICE_MS: '0',
    }),
  ).toMatchObject({
    ok: true,
    value: {
      port: 0,
      host: '::1',
      publicUrl: 'https://council.example/rules',
      origins: ['https://forms.example', 'http://localhost:5173'],
      rulesDirectory: './rules',
      watchesRules: true,
      crossCheckShare: 0.01,
      mcp: true,
      logLevel: 'debug',
      idempotencyKeysCount: 7,
      overload: { delayMilliseconds: 200, inFlightCount: 10 },
      stopNoticeMilliseconds: 0,
    },
  })
  expect(readSettings({ CROSS_CHECK: 'all' })).toMatchObject({ value: { crossCheckShare: 1 } })
})

test('every fault is told at once, and no value', () => {
  const read = readSettings({ PORT: '70000', CROSS_CHECK: 'sample:17', LOG_LEVEL: 'canary' })
  expect(read.ok ? [] : read.issues.map(({ pointer }) => pointer)).toEqual(['/PORT', '/CROSS_CHECK', '/LOG_LEVEL'])
  expect(JSON.stringify(read)).not.toMatch(/70000|17|canary/)
})

test('the three of an issuer go together, and its keys come over TLS or from this machine', () => {
  const issuer = { OAUTH_ISSUER: 'https://i.example', OAUTH_AUDIENCE: 'us', OAUTH_JWKS_URL: 'https://i.example/keys' }
  expect(readSettings(issuer)).toMatchObject({
    value: { oauth: { issuer: 'https://i.example', audience: 'us', jwksUrl: 'https://i.example/keys' } },
  })
  for (const name of Object.keys(issuer)) {
    const read = readSettings({ ...issuer, [name]: '' })
    expect(read.ok ? [] : read.issues.map(({ pointer }) => pointer)).toEqual([`/${name}`])
  }
  expect(readSettings({ ...issuer, OAUTH_JWKS_URL: 'http://127.0.0.1:9/keys' }).ok).toBe(true)
  for (const OAUTH_JWKS_URL of ['http://i.example/keys', 'file:///keys', 'keys', 'http://127.0.0.1.example/keys'])
    expect(readSettings({ ...issuer, OAUTH_JWKS_URL }).ok).toBe(false)
})

test('where people sign in is read, and needs the address of the service and its trust in the tokens', () => {
  const issuer = { OAUTH_ISSUER: 'https://i.example', OAUTH_AUDIENCE: 'us', OAUTH_JWKS_URL: 'https://i.example/keys' }
  const given = {
    ...issuer,
    PUBLIC_URL: 'https://council.example/vs',
    PAGES_OIDC_ISSUER: 'https://i.example',
    PAGES_OIDC_CLIENT_ID: 'pages',
    PAGES_OIDC_CLIENT_SECRET_FILE: '/run/secret',
    PAGES_OIDC_PERSON_CLAIM: 'employeeid',
  }
  expect(readSettings(given)).toMatchObject({
    value: {
      pages: {
        oidc: {
          issuer: 'https://i.example',
          clientId: 'pages',
          clientSecret: undefined,
          clientSecretFile: '/run/secret',
          scope: 'openid',
          personClaim: 'employeeid',
        },
      },
    },
  })
  const pointersOf = (changed: Record<string, string>) => {
    const read = readSettings({ ...given, ...changed })
    return read.ok ? [] : read.issues.map(({ pointer }) => pointer)
  }
  const noIssuer = { OAUTH_ISSUER: '', OAUTH_AUDIENCE: '', OAUTH_JWKS_URL: '' }
  expect(pointersOf({ PUBLIC_URL: '' })).toEqual(['/PUBLIC_URL'])
  expect(pointersOf(noIssuer)).toEqual(['/OAUTH_ISSUER'])
  expect(pointersOf({ PAGES_OIDC_ISSUER: '' })).toEqual(['/PAGES_OIDC_ISSUER'])
  expect(pointersOf({ PAGES_OIDC_CLIENT_ID: '' })).toEqual(['/PAGES_OIDC_CLIENT_ID'])
  expect(pointersOf({ PAGES_OIDC_CLIENT_SECRET: 'canary' })).toEqual(['/PAGES_OIDC_CLIENT_SECRET_FILE'])
  expect(pointersOf({ ...noIssuer, ACCESS: 'open' })).toEqual(['/PAGES_OIDC_ISSUER'])
  expect(pointersOf({ PAGES_OIDC_ISSUER: 'http://i.example' })).toEqual(['/PAGES_OIDC_ISSUER'])
  expect(pointersOf({ PAGES_OIDC_SCOPE: 'profile' })).toEqual(['/PAGES_OIDC_SCOPE'])
})

test.each(['0', '-1', '1.5', '1e3', '10000001', 'none'])('%s is no limit', RATE_LIMIT => {
  expect(readSettings({ RATE_LIMIT }).ok).toBe(false)
  expect(readSettings({ RATE_LIMIT_FAILED: RATE_LIMIT }).ok).toBe(false)
})

test.each(['yes', 'true', '1', 'ON'])('%s is neither on nor off', MCP => {
  expect(readSettings({ MCP }).ok).toBe(false)
})

test.each(['*', 'null', 'forms.example', 'https://forms.example/', 'https://a.example,', 'https://a.example/x'])(
  '%s is no origin',
  CORS_ORIGINS => {
    expect(readSettings({ CORS_ORIGINS }).ok).toBe(false)
  },
)

test.each(['-1', '3000x', '1e3', '65536', ' 80'])('%s is no port', PORT => {
  expect(readSettings({ PORT }).ok).toBe(false)
})

test.each(['0', '-1', '1.5', '10000000', 'many'])('%s is no number of answers to keep', IDEMPOTENCY_KEYS => {
  expect(readSettings({ IDEMPOTENCY_KEYS }).ok).toBe(false)
})

test('the table documents each with its default', () => {
  expect(settingsTable.map(row => [row.name, row.default])).toEqual([
    ['PORT', '3000'],
    ['HOST', '127.0.0.1'],
    ['PUBLIC_URL', ''],
    ['CORS_ORIGINS', ''],
    ['ACCESS', 'keys'],
    ['DATA_DIR', './data'],
    ['OAUTH_ISSUER', ''],
    ['OAUTH_AUDIENCE', ''],
    ['OAUTH_JWKS_URL', ''],
    ['OAUTH_REALM_CLAIM', ''],
    ['RATE_LIMIT', '6000'],
    ['RATE_LIMIT_FAILED', '30'],
    ['RATE_LIMIT_SUBJECT', '120'],
    ['RECORDS', 'on'],
    ['DATABASE_URL', ''],
    ['RECORDS_SECRET', ''],
    ['RECORDS_SECRET_FILE', ''],
    ['RECORDS_NAME', 'virtual-school'],
    ['CHECKPOINT_DIR', ''],
    ['CHECKPOINT_COMMAND', ''],
    ['CHECKPOINT_OVERRIDE', ''],
    ['REQUIRE_ACTOR', ''],
    ['FOUR_EYES', ''],
    ['RULES_DIR', ''],
    ['CROSS_CHECK', 'off'],
    ['MCP', 'off'],
    ['PAGES', 'on'],
    ['PAGES_PUBLIC', 'off'],
    ['PAGES_PUBLIC_LIMIT', '60'],
    ['PAGES_OIDC_ISSUER', ''],
    ['PAGES_OIDC_CLIENT_ID', ''],
    ['PAGES_OIDC_CLIENT_SECRET', ''],
    ['PAGES_OIDC_CLIENT_SECRET_FILE', ''],
    ['PAGES_OIDC_SCOPE', 'openid'],
    ['PAGES_OIDC_PERSON_CLAIM', ''],
    ['PAGES_SECRET', ''],
    ['PAGES_THEME', ''],
    ['LOG_LEVEL', 'info'],
    ['IDEMPOTENCY_KEYS', '10000'],
    ['RULES_WATCH', 'off'],
    ['OVERLOAD_DELAY_MS', '100'],
    ['OVERLOAD_IN_FLIGHT', '200'],
    ['KEEP_ALIVE_MS', '75000'],
    ['HEADERS_TIMEOUT_MS', '5000'],
    ['REQUEST_TIMEOUT_MS', '10000'],
    ['IDLE_MS', '10000'],
    ['MAX_CONNECTIONS', '1000'],
    ['STOP_NOTICE_MS', '1000'],
  ])
  for (const { meaning } of settingsTable) expect(meaning.length).toBeGreaterThan(20)
})

test('records are on until they are turned off, and what is secret is never repeated', () => {
  const secret = Buffer.alloc(32, 'canary').toString('base64')
  const given = {
    DATABASE_URL: 'postgres://vs:canary@db/records',
    RECORDS_SECRET: secret,
    CHECKPOINT_DIR: '/mnt/audit',
    CHECKPOINT_COMMAND: 'cat > /dev/null',
    CHECKPOINT_OVERRIDE: '19',
  }
  expect(readSettings(given)).toMatchObject({ value: { records: { environment: given } } })
  for (const wrong of ['-1', '1.5', '007', 'all'])
    expect(readSettings({ CHECKPOINT_OVERRIDE: wrong })).toMatchObject({
      issues: [{ pointer: '/CHECKPOINT_OVERRIDE', message: expect.stringContaining('whole number') }],
    })
  expect(readSettings({ ...given, RECORDS: 'off' })).toMatchObject({ value: { records: undefined } })
  const wrong = readSettings({ RECORDS: 'maybe', DATABASE_URL: 'mysql://vs:canary@db', RECORDS_NAME: 'canary +' })
  expect(wrong.ok ? [] : wrong.issues.map(({ pointer }) => pointer)).toEqual([
    '/RECORDS',
    '/DATABASE_URL',
    '/RECORDS_NAME',
  ])
  expect(JSON.stringify(wrong)).not.toContain('canary')
})

test('rules that never change cannot be watched', () => {
  expect(readSettings({ RULES_WATCH: 'on' })).toMatchObject({ ok: false, issues: [{ pointer: '/RULES_WATCH' }] })
})

test.each(['9', '10001', '1e3', '-1', '50.5', 'ten'])('%s milliseconds are no delay', OVERLOAD_DELAY_MS => {
  expect(readSettings({ OVERLOAD_DELAY_MS }).ok).toBe(false)
})

test('how long callers may take is read, and a header takes no longer than its request', () => {
  const given = { KEEP_ALIVE_MS: '620000', HEADERS_TIMEOUT_MS: '2000', REQUEST_TIMEOUT_MS: '3000', IDLE_MS: '4000' }
  expect(readSettings({ ...given, MAX_CONNECTIONS: '50' })).toMatchObject({
    value: {
      connections: {
        keepAliveMilliseconds: 620_000,
        headersMilliseconds: 2_000,
        requestMilliseconds: 3_000,
        idleMilliseconds: 4_000,
        connectionsCount: 50,
      },
    },
  })
  expect(readSettings({ HEADERS_TIMEOUT_MS: '10001' })).toMatchObject({ issues: [{ pointer: '/HEADERS_TIMEOUT_MS' }] })
  for (const KEEP_ALIVE_MS of ['0', '999', '3600001', '75s', '-1', '1e5'])
    expect(readSettings({ KEEP_ALIVE_MS }).ok).toBe(false)
})

test('the README has the table as it is', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const rows = settingsTable.map(
    row => `| \`${row.name}\` | ${row.default === '' ? '' : `\`${row.default}\``} | ${row.meaning} |`,
  )
  expect(readme).toContain(['| Variable | Default | Meaning |', '|---|---|---|', ...rows].join('\n'))
})
