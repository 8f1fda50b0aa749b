/** One value of a fact. */
export type Scalar = boolean | number | string

/** The kinds of facts. A date is text, `YYYY-MM-DD`, so that earlier days are lesser text. */
export const factKinds = ['boolean', 'integer', 'enum', 'date'] as const
/** A member of `factKinds`. */
export type FactKind = (typeof factKinds)[number]
