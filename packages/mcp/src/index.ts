/** The public list, by hand. */
export { type DecideFunction, type DecideOutcome, decideBy, type KeptDecision } from './decide.ts'
export { asksForDecision, asksLong, createMcpServer } from './server.ts'
export type { McpParts } from './tool.ts'
export { type FindWhyNot, type FoundWhyNot, findHere, type WhyNotPlace, type WhyNotQuestion } from './why-not/find.ts'
export { findInThread } from './why-not/thread.ts'
