/** What a rule is found by. Editions of one name share a page. */
interface NamedRule {
  readonly layer: string
  readonly name: string
}

/** Where a rule, a source and a question stand, below the path that a proxy puts before every address. */
export const addressOf = {
  rule: ({ layer, name }: NamedRule): string => `/rules/${layer}/${name}`,
  source: (id: string, place?: string): string => `/sources/${id}${place === undefined ? '' : `#${place}`}`,
  question: (id: string): string => `/questions/${id}`,
} as const
