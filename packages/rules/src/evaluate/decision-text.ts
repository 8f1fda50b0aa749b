import type { Decision } from './decision.ts'
import { jsonOf, jsonOfAll } from './prepared.ts'

/**
 * A decision as JSON text, but for what closes it: the same bytes as `JSON.stringify` makes, up to the value of `trace`. The
 * names in it are ids and need no escaping.
 */
export const findingsText = (made: Decision): string => {
  const { answer } = made
  return `{"decision":"${made.decision}","authority":"${made.authority}","asOf":"${made.asOf}","status":"${made.status}","answer":${
    answer === null ? 'null' : `"${answer}"`
  },"possibleAnswers":${jsonOf(made.possibleAnswers)},"summary":${JSON.stringify(made.summary)},"requirements":${jsonOfAll(
    made.requirements,
  )},"lists":${listsText(made.lists)},"deadlines":${jsonOfAll(made.deadlines)},"missing":${jsonOfAll(
    made.missing,
  )},"readings":${jsonOfAll(made.readings)},"cautions":${jsonOfAll(made.cautions)},"rules":${jsonOf(made.rules)},"trace":`
}

const listsText = (lists: Decision['lists']): string => {
  let text = ''
  for (const name in lists) text += `${text === '' ? '' : ','}"${name}":${jsonOfAll(lists[name]!)}`
  return `{${text}}`
}
