import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings, settingsTable } from '@virtual-school/api'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../packages/api/src/operations/prometheus.ts'
import { routes } from '../packages/api/src/routes/table.ts'
import { fixture } from '../packages/api/test/fixture.ts'
import { familiesIn } from '../packages/api/test/operations/exposition.ts'
import { inCheckout } from '../scripts/places.mjs'
import {
  checkedBy,
  type Directive,
  directivesIn,
  environmentIn,
  instructionsIn,
  operatingFile,
  unitIn,
} from './support/operating.ts'

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-operating-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const put = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const settings = new Set(settingsTable.map(({ name }) => name))
const paths = new Set(routes.map(({ path }) => path))
const manifest = (name: string) => JSON.parse(readFileSync(inCheckout(name), 'utf8'))
const cli = manifest('packages/cli/package.json')
const program: string = cli.bin['virtual-school'].replace(/^\.\//, '')
const bin = `node_modules/@virtual-school/cli/${program}`

describe('the page', () => {
  it('names every file of its folder, and the folder has every file that it names', () => {
    const page = readFileSync(inCheckout('docs/operating.md'), 'utf8')
    const named = new Set([...page.matchAll(/examples\/operating\/([\w.-]+)/g)].map(([, name]) => name))
    expect([...named].sort()).toEqual(readdirSync(inCheckout('docs/examples/operating')).sort())
  })

  it('names settings, problems and routes that there are', () => {
    const page = readFileSync(inCheckout('docs/operating.md'), 'utf8')
    const variables = [...page.matchAll(/`([A-Z][A-Z_]{3,})(?:=[^`]*)?`/g)].map(([, name = '']) => name)
    expect(variables.length).toBeGreaterThan(10)
    expect(variables.filter(name => !settings.has(name))).toEqual(['SIGHUP'].filter(name => variables.includes(name)))
    for (const [, path = ''] of page.matchAll(/`(?:GET )?(\/(?:health|metrics)[^`?]*)`/g)) expect(paths).toContain(path)
  })
})

describe('the files of settings', () => {
  it.each(['settings.env', 'secrets.env'])('%s has settings that there are, and the service takes them', name => {
    const environment = environmentIn(operatingFile(name))
    expect(Object.keys(environment).filter(one => !settings.has(one))).toEqual([])
    expect(readSettings(environment)).toMatchObject({ ok: true })
  })

  it('what is secret stands in the one, and in it alone', () => {
    const secret = new Set(['RECORDS_SECRET', 'DATABASE_URL'])
    expect(Object.keys(environmentIn(operatingFile('secrets.env')))).toEqual(['DATABASE_URL'])
    const { DATA_DIR = '', RECORDS_SECRET_FILE = '', ...others } = environmentIn(operatingFile('settings.env'))
    expect(Object.keys(others).filter(name => secret.has(name))).toEqual([])
    // The root secret is in a file, apart from the records.
    expect(RECORDS_SECRET_FILE).toMatch(/^\//)
    expect(RECORDS_SECRET_FILE.startsWith(DATA_DIR)).toBe(false)
  })

  it('the database is reached by TLS that is checked', () => {
    const { DATABASE_URL = '' } = environmentIn(operatingFile('secrets.env'))
    expect(Object.fromEntries(new URL(DATABASE_URL).searchParams)).toMatchObject({
      sslmode: 'verify-full',
      sslrootcert: '/etc/virtual-school/database-ca.pem',
    })
  })
})

describe('the unit of systemd', () => {
  const text = operatingFile('virtual-school.service')
  const unit = unitIn(text)
  const service = Object.fromEntries(unit.get('Service') ?? [])

  it('starts the command that is published, reads the files of settings, and is no root', () => {
    expect([...unit.keys()]).toEqual(['Unit', 'Service', 'Install'])
    expect(service.ExecStart).toMatch(new RegExp(`^/usr/bin/node /opt/virtual-school/${bin} serve$`))
    expect(existsSync(inCheckout(`packages/cli/${program}`))).toBe(true)
    expect(service.User).toBe('virtual-school')
    const files = (unit.get('Service') ?? []).filter(([name]) => name === 'EnvironmentFile').map(([, value]) => value)
    expect(files).toEqual(['/etc/virtual-school/settings.env', '/etc/virtual-school/secrets.env'])
    const { DATA_DIR } = environmentIn(operatingFile('settings.env'))
    expect(DATA_DIR).toBe(`/var/lib/${service.StateDirectory}`)
  })

  it('waits longer for the stop than it takes, reloads by SIGHUP, and does not start again what a setting stops', () => {
    // Ten seconds to finish, then what is waiting is written and the last checkpoint put away.
    expect(Number(service.TimeoutStopSec)).toBeGreaterThanOrEqual(20)
    expect(service).toMatchObject({ KillSignal: 'SIGTERM', RestartPreventExitStatus: '2', StateDirectoryMode: '0700' })
    expect(service.ExecReload).toContain('-HUP')
  })

  it('is sound, says systemd-analyze', () => {
    const path = put('virtual-school.service', text.replace('/usr/bin/node', process.execPath))
    const said = checkedBy('systemd-analyze', ['verify', '--man=no', path])
    if (said !== undefined) expect(said.split('\n').filter(line => line.includes('virtual-school'))).toEqual([])
  })
})

describe('the Containerfile', () => {
  const instructions = instructionsIn(operatingFile('Containerfile'))
  const of = (name: string) => instructions.filter(([one]) => one === name).map(([, rest]) => rest)

  it('has a Node that the packages permit and the version of the command that is here', () => {
    const [, major, minor, patch] = /^docker\.io\/library\/node:(\d+)\.(\d+)\.(\d+)-/.exec(of('FROM')[0] ?? '') ?? []
    expect(manifest('package.json').engines.node).toContain(`${major}.${minor}.${patch}`)
    expect(of('RUN')[0]).toContain(`@virtual-school/cli@${cli.version}`)
    expect(of('RUN')[0]).toContain('--ignore-scripts')
  })

  it('runs the published command, not as root, with settings that there are', () => {
    expect(JSON.parse(of('ENTRYPOINT')[0] ?? '')).toEqual(['node', `/opt/virtual-school/${bin}`])
    expect(JSON.parse(of('CMD').at(-1) ?? '')).toEqual(['serve'])
    const order = instructions.map(([name]) => name)
    expect(order.indexOf('USER')).toBeLessThan(order.indexOf('ENTRYPOINT'))
    expect(of('USER')).toEqual(['node'])
    const environment = Object.fromEntries(
      (of('ENV')[0] ?? '').split(/\s+/).map(one => one.split('=') as [string, string]),
    )
    const { NODE_ENV, ...ours } = environment
    expect(NODE_ENV).toBe('production')
    expect(Object.keys(ours).filter(name => !settings.has(name))).toEqual([])
    expect(readSettings(ours)).toMatchObject({ ok: true })
    expect(of('EXPOSE')).toEqual([ours.PORT])
    expect(of('VOLUME')).toEqual([ours.DATA_DIR])
  })

  it('asks for its health where it is told', () => {
    const [, program] = /CMD (\[.+\])$/.exec(of('HEALTHCHECK')[0] ?? '') ?? []
    const [node, option, script] = JSON.parse(program ?? '[]') as string[]
    expect([node, option]).toEqual(['node', '-e'])
    const [, path = ''] = /http:\/\/127\.0\.0\.1:3000(\/[a-z/]+)/.exec(script ?? '') ?? []
    expect(paths).toContain(path)
    expect(() => new Function(script ?? '')).not.toThrow()
  })
})

describe('the configuration of nginx', () => {
  const text = operatingFile('nginx.conf')
  const all = directivesIn(text)
  const within = (directives: readonly Directive[], ...names: string[]): readonly Directive[] =>
    names.reduce<readonly Directive[]>(
      (found, name) => found.filter(({ words }) => words[0] === name).flatMap(({ block = [] }) => block),
      directives,
    )
  const server = within(all, 'server')
  const location = server.find(({ words }) => words.join(' ') === 'location /')?.block ?? []
  const givenTo = (directives: readonly Directive[], ...name: string[]) =>
    directives
      .find(({ words }) => name.every((word, i) => words[i] === word))
      ?.words.slice(name.length)
      .join(' ')

  it('leads to the service over connections that it ends first', () => {
    const upstream = within(all, 'upstream')
    const { KEEP_ALIVE_MS, HOST, PORT } = environmentIn(operatingFile('settings.env'))
    expect(givenTo(upstream, 'server')).toBe(`${HOST}:${PORT}`)
    const [, seconds] = /^(\d+)s$/.exec(givenTo(upstream, 'keepalive_timeout') ?? '') ?? []
    expect(Number(seconds) * 1_000).toBeLessThan(Number(KEEP_ALIVE_MS))
    expect(givenTo(location, 'proxy_http_version')).toBe('1.1')
    expect(givenTo(location, 'proxy_set_header', 'Connection')).toBe('')
  })

  it('hands on what the service reads, as it came and as it is sent, and sends nothing twice', () => {
    expect(givenTo(location, 'proxy_set_header', 'Host')).toBe('$host')
    for (const name of ['Authorization', 'X-Actor', 'Idempotency-Key', 'Origin'])
      expect([name, givenTo(location, 'proxy_set_header', name)]).toEqual([name, undefined])
    for (const name of ['proxy_buffering', 'proxy_request_buffering', 'proxy_next_upstream'])
      expect([name, givenTo(location, name)]).toEqual([name, 'off'])
    expect(text).not.toMatch(/Access-Control-|proxy_cache /)
  })

  it('logs no query, and shows no metrics', () => {
    const format = givenTo(all, 'log_format') ?? ''
    expect(format).not.toMatch(/\$(?:request|request_uri|args|query_string|http_referer)\b(?!_)/)
    expect(givenTo(server, 'access_log')).toContain('without_query')
    expect(givenTo(server.find(({ words }) => words.join(' ') === 'location = /metrics')?.block ?? [], 'return')).toBe(
      '404',
    )
  })

  it('is sound, says nginx', () => {
    const local = text.replaceAll(/^\s*(?:ssl_certificate|ssl_certificate_key|listen .*443.*|access_log) .*;$/gm, '')
    const path = put('nginx.conf', `events {}\nhttp {\n${local}\n}\n`)
    const said = checkedBy('nginx', ['-t', '-p', folder, '-c', path])
    if (said !== undefined) expect(said).toContain('syntax is ok')
  })
})

describe('Prometheus', () => {
  interface Rule {
    readonly alert: string
    readonly expr: string
    readonly annotations: { readonly summary: string }
  }
  const { groups } = parse(operatingFile('virtual-school-alerts.yml')) as { groups: { name: string; rules: Rule[] }[] }
  const rules = groups.flatMap(group => group.rules)

  /** Every sample that the service can show: what is counted by a table, or once something was done. */
  const samplesShown = async () => {
    const { metrics } = createMetrics({
      ...{ rules: () => fixture, loopDelay: () => ({ p99: 1 }), residentBytes: () => 1, build: '1', startedSeconds: 1 },
      ...{ logSize: async () => 1, keyExpiry: () => [['mosaic', 1]] },
    })
    metrics.checkpointCopied('directory', 1, 1)
    metrics.took('/decide', 1)
    return familiesIn(await metrics.text()).flatMap(family => family.samples)
  }
  /** What an expression selects: metrics with the labels that they must have, but the job, which Prometheus adds. */
  const selectorsIn = (expr: string) =>
    [...expr.matchAll(/\b(virtual_school_\w+|process_\w+)(?:\{([^}]*)\})?/g)].map(([, name = '', labels = '']) => ({
      name,
      labels: [...labels.matchAll(/(\w+)="([^"]*)"/g)].flatMap(([, label = '', value = '']) =>
        label === 'job' ? [] : [[label, value] as const],
      ),
    }))

  it.each(rules)('has the alert $alert, whose metrics and labels there are', async ({ expr, annotations }) => {
    const samples = await samplesShown()
    const selectors = selectorsIn(expr)
    if (!expr.startsWith('up{')) expect(selectors).not.toEqual([])
    const none = selectors.filter(
      ({ name, labels }) =>
        !samples.some(one => one.name === name && labels.every(([label, value]) => one.labels[label] === value)),
    )
    expect(none).toEqual([])
    expect(expr.match(/\(/g)?.length).toBe(expr.match(/\)/g)?.length)
    expect(annotations.summary).toMatch(/\.$/)
  })

  it.each(['checkpoint_conflicts_total', 'clock_behind_log_seconds'])('has an alert of %s, as is advised', name => {
    expect(rules.some(({ expr }) => expr.includes(`virtual_school_${name}`))).toBe(true)
  })

  it('has no alert twice', () => {
    expect(rules.length).toBeGreaterThan(12)
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
  })

  it('is sound, says promtool', () => {
    const said = checkedBy('promtool', [
      'check',
      'rules',
      inCheckout('docs/examples/operating/virtual-school-alerts.yml'),
    ])
    if (said !== undefined) expect(said).toMatch(/^0 /)
  })

  it('reads the metrics with a key of its own', () => {
    const { scrape_configs: scrapes, rule_files: files } = parse(operatingFile('prometheus.yml'))
    expect(paths).toContain(scrapes[0].metrics_path)
    expect(scrapes[0].authorization.credentials_file).toMatch(/^\//)
    expect(existsSync(inCheckout(`docs/examples/operating/${files[0]}`))).toBe(true)
    const [scope] = routes.flatMap(route => (route.path === '/metrics' ? [route.scope] : []))
    expect(operatingFile('prometheus.yml')).toContain(`--scopes ${scope}`)
  })
})

it('logs are rotated without SIGHUP, which loads rules', () => {
  const text = operatingFile('logrotate.conf')
  expect(text).toContain('copytruncate')
  expect(text).not.toMatch(/postrotate|kill/)
})
