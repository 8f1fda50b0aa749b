import { accepted, type Checked, type Issue, refused } from '../kernel/issue.ts'
import { limits } from '../kernel/limits.ts'
import { nearest, withSuggestion } from '../kernel/nearest.ts'
import type { LayerDocuments, RuleDocuments } from '../parse/rule-documents.ts'
import { compileAcceptedFindings } from './accepted-findings.ts'
import { buildAuthority, buildRulebook, semanticsOf } from './assemble.ts'
import { checkCapacity } from './capacity.ts'
import { checkCodeSets } from './codes.ts'
import { reporter } from './conditions.ts'
import { checkDecisions } from './decisions.ts'
import { compileInvariants } from './invariants.ts'
import { buildLayerScope, checkNames, collectNames, indexFirst } from './names.ts'
import { checkRegisters } from './register.ts'
import { compileReleases } from './releases.ts'
import type { RuleScope } from './rule-scope.ts'
import type { Rulebook } from './rulebook.ts'
import { compileRules } from './rules.ts'
import { checkScenarios } from './scenarios.ts'
import { checkCalendar, checkSources } from './sources.ts'
import { checkVocabulary } from './vocabulary.ts'

/** Gives the documents their meaning, or every reason why they have none. */
export const compile = (documents: RuleDocuments, isWhole: boolean): Checked<Rulebook> => {
  const issues: Issue[] = []
  const { decisions, lists, deadlines } = documents.decisions.value
  const known = {
    decisions: indexFirst(decisions, one => one.id),
    lists: indexFirst(lists, one => one.id),
    deadlines: new Set(deadlines.map(one => one.id)),
    sources: new Set(documents.sources.value.sources.map(one => one.id)),
    semantics: semanticsOf(documents),
  }
  checkSources(documents, issues)
  checkCalendar(documents, issues)
  const facts = checkVocabulary(documents, known, issues)
  checkCodeSets(documents, facts, issues)
  const national = documents.layers.find(layer => layer.id === documents.manifest.value.national)
  if (national === undefined) return refused([...issues, noNational(documents)])
  const nationalNames = collectNames(national, national, issues)
  const nationalScope = buildLayerScope(facts, nationalNames, known.semantics)
  checkDecisions(documents, { ...nationalScope, readings: null }, known.sources, issues)
  const registered = { isWhole, taken: new Set<string>() }
  const compiled = documents.layers.map(layer => {
    const names = layer === national ? nationalNames : collectNames(layer, national, issues)
    const scope: RuleScope = { ...buildLayerScope(facts, names, known.semantics), ...known }
    checkAuthority(layer, issues)
    checkNames(layer, names, scope, issues)
    const rules = compileRules(layer, national, scope, issues)
    checkScenarios(layer, scope, issues)
    checkRegisters(layer, national, scope, registered, issues)
    return { layer, names, scope, rules }
  })
  const scopes = new Map(compiled.map(({ layer, scope }) => [layer.id, scope]))
  const beside = {
    invariants: compileInvariants(documents, { national: scopes.get(national.id)!, authorities: scopes }, issues),
    acceptedFindings: compileAcceptedFindings(documents, issues),
    releases: compileReleases(documents, issues),
  }
  if (compiled.reduce((sum, one) => sum + one.rules.length, 0) > limits.rulesCount) {
    issues.push({ code: 'too-many', pointer: '', message: `There may be at most ${limits.rulesCount} rules.` })
  }
  if (issues.length > 0) return refused(issues)
  const nationalRules = compiled.find(one => one.layer === national)!.rules
  const authorities = compiled.map(({ layer, names, rules }) =>
    buildAuthority(layer, names, layer === national ? rules : [...nationalRules, ...rules], national),
  )
  const crowded = checkCapacity(documents, facts, authorities)
  if (crowded.length > 0) return refused(crowded)
  return accepted(buildRulebook(documents, national.id, authorities, { isWhole, ...beside }))
}

const noNational = ({ manifest: { file, value }, layers }: RuleDocuments): Issue => {
  const suggestion = nearest(
    value.national,
    layers.map(layer => layer.id),
  )
  const message = `There is no folder “${value.national}” of national rules.`
  return withSuggestion({ code: 'unknown-authority', file, pointer: '/national', message }, suggestion)
}

const checkAuthority = (layer: LayerDocuments, issues: Issue[]): void => {
  const { file, value } = layer.authority
  if (value.id !== layer.id)
    reporter(file, issues)(
      '/id',
      'malformed',
      `The authority of this folder is “${layer.id}”; its id must be the same.`,
    )
}
