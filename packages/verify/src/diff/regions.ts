import { forms } from '@virtual-school/rules'
import type { FoundCase } from '../session.ts'
import { notTerm, type Term } from '../smt/terms.ts'
import { standAlone } from './answer-terms.ts'
import { listAxes } from './axes.ts'
import type { Axis } from './axis.ts'
import type { Comparison } from './comparison.ts'
import type { Cube } from './cube.ts'
import { inCube } from './cube-truth.ts'
import { collectDependencies, mergeDependencies } from './dependencies.ts'
import type { FindingTerms } from './findings.ts'
import { findCell, type Widening, widenCell } from './generalise.ts'
import { buildRequest, replayOnBoth } from './replay.ts'
import { encodeSignature, isNothing, readSignature, type Signature, somethingChanged } from './signature.ts'

/** Children about whom all is known and for whom the same changed. */
export interface FoundRegion {
  readonly cube: Cube
  readonly signature: Signature
  readonly first: FoundCase
}

/** How far a search may go. */
export interface Bounds {
  readonly mostCount: number
  /** Whether time is up. */
  readonly isOver: () => boolean
}

/** Why a search ended: nothing is left, there is more than was looked for, or the solver could not tell. */
export type Ended = 'complete' | 'more' | 'undecided'

/** The regions that a search found. */
export interface FoundRegions {
  readonly regions: readonly FoundRegion[]
  readonly ended: Ended
}

/**
 * Finds every region of children about whom all is known and for whom something changed. If it ends `complete`, a child lies in
 * one of the regions exactly if something changed for it.
 */
export const findRegions = async (
  comparison: Comparison,
  differing: readonly FindingTerms[],
  bounds: Bounds,
): Promise<FoundRegions> => {
  const { session, request, total } = comparison
  const axes = listDependentAxes(comparison, differing)
  const changed = session.name(somethingChanged(comparison, differing))
  const outside: Term[] = []
  const regions: FoundRegion[] = []
  for (;;) {
    const found = await session.find([total, changed, ...outside], request)
    if (found.kind !== 'found') return { regions, ended: found.kind === 'none' ? 'complete' : 'undecided' }
    if (regions.length >= bounds.mostCount || bounds.isOver()) return { regions, ended: 'more' }
    const region = await regionAround(comparison, differing, likeliestFirst(axes, regions), found.found[0]!)
    if (region === undefined) return { regions, ended: 'undecided' }
    regions.push({ ...region, cube: inOrder(region.cube, axes) })
    outside.push(session.name(notTerm(inCube(comparison.sides[1], region.cube))))
  }
}

/** What counted in earlier regions will count again: with it in the first half, the second half can be dropped at once. */
const likeliestFirst = (axes: readonly Axis[], regions: readonly FoundRegion[]): readonly Axis[] => {
  const often = (axis: Axis): number => regions.filter(one => one.cube.has(axis)).length
  return [...axes].sort((a, b) => often(b) - often(a))
}

const inOrder = (cube: Cube, axes: readonly Axis[]): Cube =>
  new Map(axes.flatMap(axis => (cube.has(axis) ? [[axis, cube.get(axis)!] as const] : [])))

const listDependentAxes = (comparison: Comparison, differing: readonly FindingTerms[]): readonly Axis[] => {
  const { sides, request, otherwise, findings } = comparison
  const [old, now] = sides
  // If the form of a decision changed, its answers can rest on any finding.
  const isOfAll = standAlone(comparison) && sides.some(one => !forms[one.question.decision.form].isConcluded)
  const keys = new Set(['answer', ...(isOfAll ? findings : differing).map(one => one.key)])
  return listAxes(
    request.rulebook,
    mergeDependencies(collectDependencies(old.question, keys), collectDependencies(now.question, keys)),
    otherwise,
  )
}

/** Undefined if the solver cannot tell even of the child’s own cell whether all in it are alike. */
const regionAround = async (
  comparison: Comparison,
  differing: readonly FindingTerms[],
  axes: readonly Axis[],
  first: FoundCase,
): Promise<FoundRegion | undefined> => {
  const { session, total, sides } = comparison
  const changes = replayOnBoth(comparison, buildRequest(comparison, first))
  const signature = changes && readSignature(comparison, changes)
  if (signature === undefined || isNothing(signature)) throw new Error('A case that the solver gave does not replay.')
  const other = session.name(notTerm(encodeSignature(comparison, signature, differing)))
  const terms = (cube: Cube): readonly Term[] => [total, inCube(sides[1], cube)]
  const widening: Widening = {
    holdsThroughout: async cubes =>
      (await session.askAll(cubes.map(cube => [...terms(cube), other]))).map(asked => asked === 'none'),
    isInhabited: async cubes => (await session.askAll(cubes.map(terms))).map(asked => asked !== 'none'),
  }
  const cell = findCell(axes, first)
  const asked = await session.ask([...terms(cell), other])
  if (asked === 'found') throw new Error('The rules tell two children apart whom the axes do not.')
  return asked === 'none' ? { cube: await widenCell(cell, widening), signature, first } : undefined
}
