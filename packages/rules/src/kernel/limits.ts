/** Every limit in one place. Units last in the name; what exceeds one is refused with an issue, never cut short. */
export const limits = {
  requestBytes: 64 * 1024,
  requestDepthLevels: 32,
  requestKeysCount: 2_000,
  documentBytes: 4 * 1024 * 1024,
  documentDepthLevels: 64,
  documentKeysCount: 200_000,
  documentsCount: 2_000,
  conditionDepthLevels: 24,
  conditionLeavesCount: 500,
  rulesCount: 5_000,
  textCharacters: 2_000,
  /** Classes of values that a fact's tests can tell apart, in one decision: they share a 32-bit word with nothing else. */
  factClassesCount: 31,
  /** Alternatives of readings that one decision of one authority can hang on: each takes a lane beside the base. */
  readingAlternativesCount: 31,
  suggestionDistance: 4,
} as const
