import { classify } from './classify.ts'
import { collect } from './collect.ts'
import type { DecisionForm } from './form.ts'
import { permit } from './permit.ts'

const rows = { permit, collect, classify } as const satisfies Readonly<Record<string, DecisionForm>>

/** The name of a form, as `decisions.json` has it. */
export type FormName = keyof typeof rows

/** The names of all forms. */
export const formNames = Object.keys(rows) as [FormName, ...FormName[]]

/** Every form by its name. */
export const forms: Readonly<Record<FormName, DecisionForm>> = rows
