import type { Condition } from '../../language/condition.ts'
import type { Program } from '../program/program.ts'
import { type TemplateWriter, writeList } from './template.ts'

/** A condition as its author wrote it, each part with its truth and each test with the value found. */
export const writeCondition = (write: TemplateWriter, program: Program, at: Condition): void => {
  if ('all' in at || 'any' in at) {
    write.text('all' in at ? '{"all":' : '{"any":')
    writeList(write, 'all' in at ? at.all : at.any, member => writeCondition(write, program, member))
  } else if ('not' in at) {
    write.text('{"not":')
    writeCondition(write, program, at.not)
  } else {
    const { reading } = at
    const part =
      'condition' in at ? { condition: at.condition } : { fact: at.fact, operator: at.operator, value: at.value }
    write.text(JSON.stringify(reading === undefined ? part : { ...part, reading }).slice(0, -1))
  }
  const literal = program.literalOf(at)
  if ('fact' in at) {
    write.text(',"found":')
    write.foundAndTruth(program.slotOf.get(at.fact)!, ',"truth":', literal)
  } else {
    write.text(',"truth":')
    write.truth(literal)
  }
  write.text('}')
}
