import { compileFiles } from './compile/compile-files.ts'
import { computeDigest, substanceText } from './compile/digest.ts'
import { isObject } from './kernel/guards.ts'
import { accepted, type Checked, refused } from './kernel/issue.ts'
import { limits } from './kernel/limits.ts'
import { readJson } from './kernel/strict-json.ts'
import type { RuleFile, Substance, SubstanceOfLayer } from './parse/rule-documents.ts'
import { type Rules, rulesFrom } from './rules.ts'

/**
 * Rules as one text, to be stored under their digest: everything that deciding needs, and its SHA-256 is the digest. Made when
 * it is asked for. Scenarios, registers, invariants and codes are no part of it.
 */
export const serializeRules = ({ rulebook }: Rules): string => substanceText(rulebook.substance)

/**
 * The rules of such a text, without any file: they decide the same bytes, in both evaluators. `digest` is that under which the
 * text was stored. Issues: `malformed` if the digest is not that of the text, or the text is no rules; and those of rule files.
 */
export const parseSerializedRules = (text: string, digest: string): Checked<Rules> => {
  if (computeDigest(text) !== digest)
    return unfit('The text is not the one that was kept under this digest: its SHA-256 differs.')
  const json = readJson(text, textLimits)
  if (!json.ok) return json
  if (!isSubstance(json.value)) return unfit('The text is JSON, and not of rules as they are kept.')
  const rulebook = compileFiles(splitIntoFiles(json.value), false)
  return rulebook.ok ? accepted(rulesFrom(rulebook.value)) : rulebook
}

/** All documents in one text, some of them three levels down. What could be loaded from files can be loaded from here. */
const textLimits = {
  bytes: limits.documentBytes * limits.documentsCount,
  depthLevels: limits.documentDepthLevels + 3,
  keysCount: limits.documentKeysCount * limits.documentsCount,
}

const unfit = (message: string): Checked<never> => refused([{ code: 'malformed', pointer: '', message }])

/** Whether its documents can be told apart; what they hold is checked as that of files is. */
const isSubstance = (value: unknown): value is Substance =>
  isObject(value) && Array.isArray(value.layers) && value.layers.every(isLayer)
const isLayer = (layer: unknown): layer is SubstanceOfLayer =>
  isObject(layer) && isObject(layer.authority) && typeof layer.authority.id === 'string'

const splitIntoFiles = ({ layers, ...root }: Substance): readonly RuleFile[] => [
  ...Object.entries(root).map(([name, value]) => ({ path: `${name}.json`, value })),
  ...layers.flatMap(({ authority, definitions, readings, rules, registers = [] }) => [
    { path: `${authority.id}/authority.json`, value: authority },
    { path: `${authority.id}/definitions.json`, value: { definitions } },
    { path: `${authority.id}/readings.json`, value: { readings } },
    { path: `${authority.id}/rules.json`, value: { rules } },
    ...registers.map(value => ({ path: `${authority.id}/registers/${value.source}.json`, value })),
  ]),
]
