import { argv } from 'node:process'
import { parseArgs } from 'node:util'
import { sampleCouncil } from './children.ts'
import { dayOf } from './days.ts'
import type { Format } from './formats/format.ts'
import { formats } from './formats/formats.ts'
import { writeFormat } from './write.ts'

const usage = `npm run sample-council -- FOLDER [--children 900] [--seed 1] [--as-of 2026-11-22] [--formats NAME,NAME]

Writes the files of a council that does not exist, of children who do not exist, in every form that the product reads.
--children  how many are or were looked after; as many again are in need, and twice as many are pupils who are neither
--seed      another number gives other children; the same number gives the same files
--as-of     the day on which the files were made
--formats   some of ${formats.map(one => one.name).join(', ')}`

/** What is wrong with what was typed; ends the program with status 2. */
const refuse = (message: string): void => {
  console.error(`${message}\n\n${usage}`)
  process.exitCode = 2
}

const read = () => {
  try {
    return parseArgs({
      args: argv.slice(2),
      allowPositionals: true,
      options: {
        children: { type: 'string', default: '900' },
        seed: { type: 'string', default: '1' },
        'as-of': { type: 'string', default: '2026-11-22' },
        formats: { type: 'string', default: formats.map(one => one.name).join(',') },
      },
    })
  } catch (error) {
    return refuse((error as Error).message)
  }
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)

const write = async (
  folder: string,
  wanted: readonly Format[],
  council: ReturnType<typeof sampleCouncil>,
): Promise<void> => {
  const total = council.children * 4
  console.log(`A council of ${total.toLocaleString('en-GB')} children who do not exist, in ${folder}:`)
  for (const format of wanted) {
    const { files, bytes } = await writeFormat(format, council, folder)
    const size = bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${Math.ceil(bytes / 1_000_000)} MB`
    console.log(`  ${format.name}/ (${files === 1 ? 'one file' : `${files} files`}, ${size}): ${format.title}`)
  }
}

const run = async (): Promise<void> => {
  const given = read()
  if (given === undefined) return
  const { values, positionals } = given
  const [folder, more] = positionals
  if (folder === undefined || more !== undefined) return refuse('Say into which folder the files are to be written.')
  const [children, seed] = [wholeNumber(values.children), wholeNumber(values.seed)]
  if (children === undefined || seed === undefined || children === 0)
    return refuse('“--children” and “--seed” are whole numbers, such as 900 and 1.')
  const asOf = dayOf(values['as-of'])
  if (!Number.isInteger(asOf)) return refuse('“--as-of” is a day, such as 2026-11-22.')
  const names = values.formats.split(',')
  const unknown = names.find(name => !formats.some(one => one.name === name))
  if (unknown !== undefined) return refuse(`There is no format “${unknown}”.`)
  const wanted = formats.filter(one => names.includes(one.name))
  await write(folder, wanted, sampleCouncil({ children, seed, asOf }))
}

await run()
