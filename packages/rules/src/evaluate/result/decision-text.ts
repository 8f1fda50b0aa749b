import { renderJson, renderJsonList } from '../../kernel/prepared.ts'
import type { Decision } from '../decision.ts'

/**
 * A decision as JSON text, but for what closes it: the same bytes as `JSON.stringify` makes, up to the value of `trace`. The
 * names in it are ids and need no escaping.
 */
export const renderDecision = (made: Decision): string => {
  const { answer } = made
  return `{"decision":"${made.decision}","authority":"${made.authority}","asOf":"${made.asOf}","status":"${made.status}","answer":${
    answer === null ? 'null' : `"${answer}"`
  },"possibleAnswers":${renderJson(made.possibleAnswers)},"summary":${JSON.stringify(made.summary)},"requirements":${renderJsonList(
    made.requirements,
  )},"lists":${renderLists(made.lists)},"deadlines":${renderJsonList(made.deadlines)},"missing":${renderJsonList(
    made.missing,
  )},"readings":${renderJsonList(made.readings)},"cautions":${renderJsonList(made.cautions)}${made.notWeighed === undefined ? '' : `,"notWeighed":${renderJsonList(made.notWeighed)}`},"rules":${renderJson(made.rules)},"trace":`
}

const renderLists = (lists: Decision['lists']): string => {
  let text = ''
  for (const name in lists) text += `${text === '' ? '' : ','}"${name}":${renderJsonList(lists[name]!)}`
  return `{${text}}`
}
