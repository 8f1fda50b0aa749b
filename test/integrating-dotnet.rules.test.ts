import { execFile, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { loadRules } from '@virtual-school/rules'
import { Language, type Node, Parser } from '@vscode/tree-sitter-wasm'
import { describe, expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import { failingTwice, startForPrograms } from './support/client-programs.ts'
import { makeFolder } from './support/folder.ts'
import { expectOutput, fencesIn, outputOf } from './support/markdown.ts'

const page = 'docs/integrating-dotnet.md'
const whole = readFileSync(inCheckout(page), 'utf8')
const fences = fencesIn(page)
const blocks = fences.filter(one => one.language === 'csharp')
const inLibrary = blocks.filter(one => one.text.startsWith('// VirtualSchool.cs'))
const inProgram = blocks.filter(one => !inLibrary.includes(one))
const textOf = (some: typeof blocks): string => some.map(one => one.text).join('\n')
const rules = await loadRules()

const { status, stdout } = spawnSync('dotnet', ['--version'], { encoding: 'utf8' })
const hasDotnet = status === 0 && Number.parseInt(stdout, 10) >= 8
if (!hasDotnet)
  console.log(`Skipped: there is no .NET SDK 8 here, so the program of ${page} is neither compiled nor run.`)

const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net${Number.parseInt(stdout, 10)}.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <LangVersion>12</LangVersion>
  </PropertyGroup>
</Project>
`

/** Compiles and runs a program with the types and the client of the page. */
const runProgram = async (program: string, url: string): Promise<string> => {
  const folder = await makeFolder()
  writeFileSync(join(folder, 'Tried.csproj'), project)
  writeFileSync(join(folder, 'VirtualSchool.cs'), textOf(inLibrary))
  writeFileSync(join(folder, 'Program.cs'), program)
  const env = { ...process.env, VIRTUAL_SCHOOL_URL: url, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' }
  return new Promise((resolve, reject) => {
    execFile('dotnet', ['run', '--project', folder], { cwd: folder, env }, (error, out, err) =>
      error === null ? resolve(out) : reject(new Error(out + err)),
    )
  })
}

describe.runIf(hasDotnet)('the program in C#, run', async () => {
  const server = hasDotnet ? await startForPrograms() : { url: '' }

  it('prints what stands below each block', async () => {
    const mark = '-- the next block --'
    const program = inProgram.map(one => `${one.text}\nConsole.WriteLine("${mark}");\n`).join('')
    const printed = (await runProgram(program, server.url)).replaceAll('\r', '').split(`${mark}\n`)
    for (const [i, block] of inProgram.entries()) expectOutput(printed[i]!, outputOf(fences, block)!)
  })

  it('sends again with the same key until there is an answer', async () => {
    const { url, keys } = await failingTwice(server.url)
    const program = `${inProgram[0]!.text.split('var facts =')[0]}
var answered = await service.DecideAsync(new(Decision.Remit, Authority.Luton, new Facts()), actor: "staff-0142");
Console.WriteLine(answered.Id);`
    expect(await runProgram(program, url)).toMatch(/^[0-9a-f-]{36}\s*$/)
    expect([keys.length, new Set(keys).size]).toEqual([3, 1])
  })
})

describe('the page of C#', async () => {
  await Parser.init()
  const parser = new Parser()
  const grammar = '@vscode/tree-sitter-wasm/wasm/tree-sitter-c-sharp.wasm'
  parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve(grammar)))
  /** The lines at which a text is no C#. */
  const faultsOf = (node: Node): readonly number[] =>
    node.isError || node.isMissing
      ? [node.startPosition.row + 1]
      : node.children.flatMap(one => (one === null ? [] : faultsOf(one)))

  it('holds nothing but C# in its blocks, as far as a grammar can say', () => {
    for (const text of [textOf(inLibrary), textOf(inProgram)]) {
      const { rootNode } = parser.parse(text)!
      expect([faultsOf(rootNode), rootNode.hasError]).toEqual([[], false])
    }
    const broken = parser.parse(textOf(inProgram).replace('new Facts', 'new Facts('))!.rootNode
    expect(broken.hasError).toBe(true)
  })

  it('says whether it was tried', () => {
    expect(whole).toMatch(/^(Not tried: no \.NET SDK was at hand|Tried with \.NET \d+ on \d{4}-\d{2}-\d{2}\.)/m)
  })

  it('has the words of the rules', () => {
    const text = textOf(inLibrary)
    const wordsOf = (name: string): readonly string[] => {
      const [, body = ''] = new RegExp(`(?:class|record) ${name}\\b[^{]*\\{([^}]*)\\}`).exec(text) ?? []
      return [...body.matchAll(/(?: = |new\()"([^"]+)"/g)].map(one => one[1]!)
    }
    expect(rules.decisions.map(one => one.id)).toEqual(expect.arrayContaining([...wordsOf('Decision')]))
    expect([...wordsOf('Authority')].sort()).toEqual(rules.authorities.map(one => one.id).sort())
    const typed = [...text.matchAll(/public (\w+)\? \w+ \{ set => this\["(\w+)"\]/g)].map(
      one => [one[1]!, one[2]!] as const,
    )
    expect(typed.length).toBeGreaterThan(4)
    for (const [type, name] of typed) {
      const fact = rules.facts.find(one => one.name === name)
      const kinds = { integer: 'int', boolean: 'bool', date: 'DateOnly', enum: type }
      expect([name, type]).toEqual([name, fact && kinds[fact.type]])
      if (fact?.type === 'enum') expect(wordsOf(type)).toEqual(fact.values?.map(one => one.value))
    }
  })

  it('prints what the same program in Python prints, which is run', () => {
    const python = fencesIn('docs/integrating-python.md')
    const printed = (some: typeof fences) =>
      some.filter(one => one.language === 'text').map(one => one.text.replaceAll(/[[\]']/g, ''))
    expect(printed(fences)).toEqual(printed(python))
  })
})
