import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCheckpoint, recordsFromEnvironment, rotateSigningKey } from '@virtual-school/records'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../../../test/support/folder.ts'
import { copySqlite } from '../../../records/test/support/copy-sqlite.ts'
import { readSettings, startServer } from '../../src/index.ts'

const body = JSON.stringify({ decision: 'remit', trace: 'none', facts: { careStatus: 'looked-after' } })
const secret = Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')
const headers = { 'content-type': 'application/json' }

describe('checkpoints in a second place', () => {
  it('are whole files named by size, and what a command reads; the last one comes when the service stops', async () => {
    const [folder, away] = [await makeFolder(), await makeFolder()]
    const settings = readSettings({
      ...{
        ACCESS: 'open',
        PORT: '0',
        LOG_LEVEL: 'info',
        DATA_DIR: folder,
        STOP_NOTICE_MS: '0',
        OVERLOAD_DELAY_MS: '10000',
        RECORDS_NAME: 'log.example',
      },
      ...{
        CHECKPOINT_DIR: join(away, 'files'),
        CHECKPOINT_COMMAND: `cat > '${away}/command'; test -z "$RECORDS_SECRET"`,
      },
      RECORDS_SECRET: secret,
    })
    if (!settings.ok) throw new Error(JSON.stringify(settings.issues))
    const lines: string[] = []
    const server = await startServer(settings.value, line => void lines.push(line))
    const key = (await (await fetch(`${server.url}/checkpoint/key`)).text()).trim()
    for (let n = 0; n < 3; n += 1) await (await fetch(`${server.url}/decide`, { method: 'POST', headers, body })).text()
    await server.stop()
    const files = await readdir(join(away, 'files'))
    expect(files.at(-1)).toBe('000000000004.checkpoint')
    expect(files.every(name => /^\d{12}\.checkpoint$/.test(name))).toBe(true)
    const last = await readFile(join(away, 'files', files.at(-1)!), 'utf8')
    expect(openCheckpoint(last, key)).toMatchObject({ ok: true, value: { size: 4 } })
    expect(await readFile(join(away, 'command'), 'utf8')).toBe(last)
    expect(lines.join('')).not.toMatch(/checkpoint-not-copied/)
    expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'started', records: 'sqlite' })
  })

  const settingsOf = (environment: Record<string, string>) => {
    const read = readSettings({
      ...{
        ACCESS: 'open',
        PORT: '0',
        STOP_NOTICE_MS: '0',
        OVERLOAD_DELAY_MS: '10000',
        RECORDS_NAME: 'log.example',
        RECORDS_SECRET: secret,
      },
      ...environment,
    })
    if (!read.ok) throw new Error(JSON.stringify(read.issues))
    return read.value
  }
  const started = async (environment: Record<string, string>) => {
    const lines: string[] = []
    const server = await startServer(settingsOf(environment), line => void lines.push(line))
    const said = () => lines.map(line => JSON.parse(line) as Record<string, unknown>)
    const post = async (path: string, sent: object) => {
      const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(sent) })
      return (await response.json()) as { readonly id: string }
    }
    return { ...server, said, post }
  }
  const remit = { decision: 'remit', trace: 'none', facts: { careStatus: 'looked-after' } }

  it('have what people did about a decision, and the last record, once the service has stopped', async () => {
    const [folder, outside] = [await makeFolder(), await makeFolder()]
    const service = await started({ DATA_DIR: folder, CHECKPOINT_DIR: outside })
    const { id } = await service.post('/decide', remit)
    for (const reason of ['First.', 'Second.', 'Third.'])
      await service.post(`/records/${id}/events`, { type: 'challenged', reason })
    await service.stop()
    expect((await readdir(outside)).at(-1)).toBe('000000000005.checkpoint')
  })

  it('keep a log that was put back from being served, with what differs, and let an override through', async () => {
    const [folder, older, outside] = [await makeFolder(), await makeFolder(), await makeFolder()]
    const first = await started({ DATA_DIR: folder, CHECKPOINT_DIR: outside })
    await first.stop()
    await copySqlite(folder, older)
    const second = await started({ DATA_DIR: folder, CHECKPOINT_DIR: outside })
    for (let n = 0; n < 3; n += 1) await second.post('/decide', remit)
    await second.stop()
    const environment = { DATA_DIR: older, CHECKPOINT_DIR: outside }
    await expect(started(environment)).rejects.toMatchObject({
      issues: [
        { pointer: '/CHECKPOINT_DIR', message: expect.stringMatching(/is of 4 records .* the log has 1 record /) },
      ],
    })
    const third = await started({ ...environment, CHECKPOINT_OVERRIDE: '4' })
    expect(third.said().find(one => one.event === 'started')).toMatchObject({
      ...{ records: 'sqlite', recordsSize: 2, recordsKey: expect.stringMatching(/^log\.example\+[0-9a-f]{8}$/) },
    })
    const remarks = third.said().filter(one => one.event === 'records-remark')
    expect(remarks).toMatchObject([
      { level: 'warning', remark: expect.stringMatching(/^Record 1 says that the log went on .* their receipts\.$/) },
    ])
    await third.stop()
  })

  it('keep an empty log from being begun where the right one is not mounted', async () => {
    const [folder, outside] = [await makeFolder(), await makeFolder()]
    await (await started({ DATA_DIR: folder, CHECKPOINT_DIR: outside })).stop()
    const unmounted = join(await makeFolder(), 'data')
    await expect(started({ DATA_DIR: unmounted, CHECKPOINT_DIR: outside })).rejects.toMatchObject({
      issues: [{ pointer: '/DATA_DIR', message: expect.stringContaining('is a volume not mounted') }],
    })
    await expect(stat(unmounted)).rejects.toThrow()
  })

  it('raise an alarm, in the log and in a metric, where a running log is not the one that they are of', async () => {
    const [folder, outside] = [await makeFolder(), await makeFolder()]
    const service = await started({ DATA_DIR: folder, CHECKPOINT_DIR: outside })
    await writeFile(join(outside, '000000000900.checkpoint'), 'of somebody else')
    await service.post('/decide', remit)
    const alarms = () => service.said().filter(one => one.event === 'checkpoint-differs')
    await expect.poll(() => alarms().length).toBe(1)
    expect(alarms()[0]).toMatchObject({
      level: 'error',
      size: 900,
      words: expect.stringContaining('is not of this log'),
    })
    const metrics = await (await fetch(`${service.url}/metrics`)).text()
    expect(metrics).toMatch(/^virtual_school_checkpoint_conflicts_total [1-9]/m)
    await service.stop()
  })

  it('are of the key that signs now: the line “started” names it, though there were others', async () => {
    const folder = await makeFolder()
    await (await started({ DATA_DIR: folder })).stop()
    const own = { DATA_DIR: folder, RECORDS_NAME: 'log.example', RECORDS_SECRET: secret }
    const keys: string[] = []
    for (let times = 0; times < 2; times += 1) {
      const opened = await recordsFromEnvironment(own, { engine: '1.0.0' })
      if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
      const rotated = await rotateSigningKey(opened.value, { client: 'local', actor: 'staff-4711' })
      await opened.value.close()
      if (!rotated.ok) throw new Error(JSON.stringify(rotated.issues))
      keys.push(rotated.value.to.split('+').slice(0, 2).join('+'))
      const service = await started({ DATA_DIR: folder })
      await service.stop()
      expect(service.said().find(one => one.event === 'started')).toMatchObject({ recordsKey: keys.at(-1) })
    }
  })

  it('are named as nobody’s while the log has the name that all have', async () => {
    const service = await started({ DATA_DIR: await makeFolder(), RECORDS_NAME: '' })
    await service.stop()
    expect(service.said().find(one => one.event === 'records-remark')).toMatchObject({
      ...{ level: 'warning', remark: expect.stringContaining('RECORDS_NAME') },
    })
  })
})
