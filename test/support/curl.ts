import { wordsOf } from './command.ts'

/** The options that the documentation uses; another is an error, so that none is passed over. */
const optionsWithValue = new Set(['-H', '-d'])
const bare = new Set(['-s'])

/** Sends what a curl command says, so that a page can be tried where there is no curl. `$NAME` stands for a variable. */
export const runCurl = async (
  line: string,
  variables: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> => {
  const words = wordsOf(line.replaceAll(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? ''))
  if (words[0] !== 'curl') throw new Error(`no curl command: ${line}`)
  const headers = new Headers()
  const [addresses, bodies]: [string[], string[]] = [[], []]
  for (let i = 1; i < words.length; i += 1) {
    const word = words[i]!
    if (bare.has(word)) continue
    if (!word.startsWith('-')) addresses.push(word)
    else if (!optionsWithValue.has(word)) throw new Error(`${word} is not known here`)
    else if (word === '-d') bodies.push(words[++i]!)
    else headers.append(...(words[++i]!.split(': ') as [string, string]))
  }
  if (addresses.length !== 1 || bodies.length > 1) throw new Error(`one address and one body at most: ${line}`)
  const [body] = bodies
  const response = await fetch(addresses[0]!, body === undefined ? { headers } : { method: 'POST', headers, body })
  return { status: response.status, text: await response.text() }
}
