import { count } from '../../terminal/layout.ts'

/** What to say if deleted keys could not be taken out of the files yet; else empty. */
export const describeRemnants = (swept: boolean): string =>
  swept
    ? ''
    : '\nThe keys are deleted. Their bytes may still be in the database’s files, because another program is using it. Run records prune later: it tries again.'

/**
 * What cannot be proved of older decisions of a child, or nothing: a record that was kept before references were bound does not
 * show which child the reference led to.
 */
export const describeUnbound = (unbound: number): readonly string[] =>
  unbound === 0
    ? []
    : [
        `Of ${count(unbound, 'decision')} the log does not prove that the reference led to this child: kept before references were bound, or since by an older program, it rests on the keys alone. “virtual-school records verify” says since which record they are bound.`,
      ]
