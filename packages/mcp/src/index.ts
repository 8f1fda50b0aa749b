/** The public list, by hand. */
export { type Decide, type DecideOutcome, decideBy, type KeptDecision } from './decide.ts'
export { asksForDecision, asksLong, createMcpServer } from './server.ts'
export type { McpParts } from './tool.ts'
export { type FindWhyNot, findHere, type WhyNotOutcome, type WhyNotPlace, type WhyNotQuestion } from './why-not/find.ts'
export { findInThread } from './why-not/thread.ts'
