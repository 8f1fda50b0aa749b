import type { Issue } from '../kernel/issue.ts'
import { didYouMean, nearest, suggestionMember } from '../kernel/nearest.ts'
import { optionalRootFiles, placeOfFile, requiredFiles, rootFiles } from '../language/documents.ts'

/** Issues of files that are those of one authority alone: reported first, as every file would be refused otherwise. */
export const oneAuthorityIssues = (paths: readonly string[]): readonly Issue[] =>
  paths.includes('authority.json') && !rootFiles.some(path => paths.includes(path))
    ? [
        {
          code: 'missing-file',
          pointer: '',
          file: 'manifest.json',
          message:
            'This file is required and was not found. This is the folder of one authority: name the directory around it, which holds manifest.json.',
        },
      ]
    : []

/** Issues of files by their paths: one lies where none may lie, is there twice, or is required and absent. */
export const presenceIssues = (paths: readonly string[]): readonly Issue[] => {
  const present = new Set(paths)
  const layers = new Set(paths.flatMap(path => placeOfFile(path)?.layer || []))
  return [
    ...[...present].filter(path => placeOfFile(path) === undefined).map(unplaced),
    ...[...present].filter(path => paths.indexOf(path) !== paths.lastIndexOf(path)).map(twice),
    ...requiredFiles([...layers])
      .filter(path => !present.has(path))
      .map(missing),
  ]
}

const rootNames = [...rootFiles, ...optionalRootFiles]

const unplaced = (path: string): Issue => {
  const stem = nearest(
    path.replace(/\.json$/, ''),
    rootNames.map(file => file.replace('.json', '')),
  )
  const suggestion = stem && `${stem}.json`
  return {
    code: 'unplaced-file',
    pointer: '',
    file: path,
    message: `No file of a rule directory lies here.${didYouMean(suggestion)} An authority’s rules lie in a folder of its own, named in lower case, its scenarios in “scenarios” below that; the codes of national returns lie in “codes”, published cases in “cases”; only these lie outside one: ${rootNames.join(', ')}.`,
    ...suggestionMember(suggestion),
  }
}

const twice = (path: string): Issue => ({
  code: 'duplicate-name',
  pointer: '',
  file: path,
  message: 'This file is there twice. Keep one of them.',
})

const missing = (path: string): Issue => ({
  code: 'missing-file',
  pointer: '',
  file: path,
  message: 'This file is required and was not found.',
})
