import { Readable, Writable } from 'node:stream'
import { run } from '@virtual-school/cli'

const sink = () => {
  let text = ''
  const stream = new Writable({
    write: (part: Buffer, _encoding, done) => {
      text += part.toString('utf8')
      done()
    },
  })
  return { stream, text: () => text }
}

/** The words of a command line: quotes keep blanks, a backslash at the end of a line goes on in the next. */
export const wordsOf = (line: string): readonly string[] =>
  [...line.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  )

/** Runs a command line of the documentation, as `npx virtual-school …`, from the sources, at noon of a day. */
export const runDocumented = async (
  line: string,
  day = '2026-11-22',
): Promise<{ code: number; stdout: string; stderr: string }> => {
  const [stdout, stderr] = [sink(), sink()]
  const argv = wordsOf(line.replace(/^npx /, '').replace(/^virtual-school /, ''))
  const code = await run(argv, {
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: {},
    now: () => new Date(`${day}T12:00:00Z`),
    isTty: { stdin: false, stdout: false, stderr: false },
  })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}
