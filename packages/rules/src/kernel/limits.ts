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
  /** Tests of a condition with the definitions that it names written out, and the alternatives of readings beside what was taken. */
  writtenOutLeavesCount: 5_000,
  writtenOutDepthLevels: 200,
  /** Rules that except a rule that excepts a rule … */
  exceptionChainCount: 50,
  rulesCount: 5_000,
  textCharacters: 2_000,
  /** Classes of values that a fact's tests can tell apart, in one decision: they share a 32-bit word with nothing else. */
  factClassesCount: 31,
  /** Values of a fact that is compared with another, tried by value: they take no room in a word, but each takes a what-if. */
  comparedValuesCount: 127,
  /** Alternatives of readings that one decision of one authority can hang on: each takes a lane beside the base. */
  readingAlternativesCount: 31,
  /** Issues of rows that are told when many children are asked about at once; of how many more, one issue tells. */
  rowIssuesCount: 1_000,
  /** Ready-made findings that one entry of one question keeps; a decision needs one of them. */
  preparedVariantsCount: 512,
  suggestionDistance: 4,
} as const
