import { execFile } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '../../scripts/places.mjs'
import { makeFolder } from './folder.ts'

/** A folder for programs of somebody else, who has installed our packages. */
export const makeProject = async (): Promise<string> => {
  const folder = await makeFolder()
  symlinkSync(inCheckout('node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return folder
}

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable'],
  module: 'esnext',
  moduleResolution: 'bundler',
  customConditions: ['@virtual-school/source'],
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  types: ['node'],
}

/**
 * What the compiler says of each of these files of a project, and of others that they bring along. Each is a module of its own,
 * so none can spoil another. Our packages are there as sources, which are held to options of their own.
 */
export const compiled = async (
  folder: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  const words = [inCheckout('node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false']
  const printed = await new Promise<string>(resolve => {
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 2 ** 26 }, (_, stdout) => resolve(stdout))
  })
  const errors = new Map<string, string[]>()
  for (const line of printed.split('\n').filter(one => one.includes('error TS') && !one.startsWith('..'))) {
    const file = /^(.*?)\(\d+,\d+\): error TS/.exec(line)?.[1] ?? 'no file'
    errors.set(file, [...(errors.get(file) ?? []), line])
  }
  return errors
}
