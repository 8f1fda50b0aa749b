import type { Page } from 'playwright-core'
import { pageRoutes } from '../src/index.ts'
import { send } from './browser.ts'
import { rules } from './support.ts'

/** A page in one state: how it is come by, and what tells it from others. */
export interface State {
  readonly path: string
  /** Undefined: it is got, not sent for. */
  readonly fields: Readonly<Record<string, string>> | undefined
}

/** What is seen of a page: its template, whether something is wrong, and its forms. */
interface Seen {
  readonly view: string
  readonly errors: string
  readonly forms: readonly SeenForm[]
}

interface SeenForm {
  readonly action: string
  readonly method: string
  /** By their names: hidden ones with their value, the others with what can be chosen. */
  readonly fields: readonly { readonly name: string; readonly type: string; readonly values: readonly string[] }[]
  readonly buttons: readonly { readonly name: string; readonly value: string }[]
}

const look = `(() => ({
  view: document.body.dataset.view ?? '',
  errors: [...document.querySelectorAll('.govuk-error-summary a')].map(one => one.hash).join(' '),
  forms: [...document.forms].map(form => ({
    action: new URL(form.action).pathname,
    method: form.method,
    buttons: [...form.querySelectorAll('button:not([type=button])')].map(one => ({ name: one.name, value: one.value })),
    fields: [...new Set([...form.elements].filter(one => one.name && one.tagName !== 'BUTTON').map(one => one.name))].map(name => {
      const all = [...form.elements].filter(one => one.name === name)
      const [first] = all
      const values = first.tagName === 'SELECT' ? [...first.options].map(one => one.value) : all.map(one => one.value)
      return { name, type: first.tagName === 'SELECT' ? 'select' : first.type, values }
    }),
  })),
}))()`

type Fill = (type: string, values: readonly string[], name: string) => string | undefined

/** What somebody types into a field of that name who knows the service. */
const typed: Readonly<Record<string, string>> = {
  reference: 'case-17',
  person: 'staff-17',
  reason: 'It was looked at again.',
  words: 'suspension',
}

/** Ways to fill in a form: not at all; with the first, or the last, choice of each kind and what stands there; and with what is wrong. */
const fillings: readonly Fill[] = [
  type => (type === 'radio' || type === 'checkbox' ? undefined : ''),
  (type, values, name) => (type === 'checkbox' ? undefined : (typed[name] ?? values.find(one => one !== '') ?? '7')),
  (type, values) => (type === 'checkbox' || type === 'text' ? values[0] : values.at(-1)),
  type => (type === 'text' || type === 'textarea' ? '<b>wrong</b>' : 'none-of-these'),
]

/** The forms that can be sent from a page, each filled in each way and sent with each of its buttons. */
const sendings = ({ forms }: Seen): readonly State[] =>
  forms
    // Whoever signed out sees no records any more.
    .filter(one => one.method === 'post' && !one.action.endsWith('/sign-out'))
    .flatMap(({ action, fields, buttons }) =>
      (fields.every(one => one.type === 'hidden') ? fillings.slice(0, 1) : fillings).flatMap(fill =>
        (buttons.length > 0 ? buttons : [{ name: '', value: '' }]).map(({ name, value }) => {
          const filled = fields.flatMap(field => {
            const typed = field.type === 'hidden' ? field.values[0] : fill(field.type, field.values, field.name)
            return typed === undefined ? [] : [[field.name, typed] as const]
          })
          return {
            path: action,
            fields: Object.fromEntries([...filled, ...(name === '' ? [] : [[name, value] as const])]),
          }
        }),
      ),
    )

/** An address of each route that is got, with names that there are. `record` is the id of one. */
const addresses = (record: string): readonly string[] => {
  const [rule] = rules.rules
  const named: Readonly<Record<string, string>> = {
    decision: rules.decisions[0]!.id,
    council: rule!.layer,
    name: rule!.name,
  }
  const ids: Readonly<Record<string, string>> = {
    records: record,
    sources: rules.sources[0]!.id,
    questions: rules.decisions[0]!.id,
  }
  const paths = pageRoutes.filter(one => one.method === 'get').map(one => one.path)
  return [...new Set(paths)]
    .filter(path => !path.startsWith('/assets/'))
    .map(path => path.replace(/:(\w+)/g, (_, name: string) => named[name] ?? ids[path.split('/')[1]!] ?? 'nothing'))
}

const keyOf = (path: string, { view, errors, forms }: Seen): string =>
  [
    view,
    errors,
    path.split('/')[1],
    forms.map(one => one.fields.map(({ name, type }) => `${name}.${type}`).join()),
  ].join(' | ')

interface Crawl {
  /** States to begin with besides the addresses. */
  readonly more: readonly State[]
  /** The id of a record. */
  readonly record: string
  /** One form in so many is sent. */
  readonly every: number
}

/** Every state that can be come by from the routes and their forms; one of each kind. `found` is called while the page is in it. */
export const eachState = async (
  page: Page,
  url: string,
  { more, record, every }: Crawl,
  found: (state: string, view: string) => Promise<void>,
): Promise<void> => {
  const got = [...addresses(record), '/nothing-here'].map((path): State => ({ path, fields: undefined }))
  const waiting = [...got, ...more]
  const keys = new Set<string>()
  for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
    // What is downloaded is no page.
    const isPage = await page.goto(url + (state.fields === undefined ? state.path : '/')).then(
      () => true,
      () => false,
    )
    if (!isPage || (state.fields !== undefined && state.path.endsWith('/export'))) continue
    if (state.fields !== undefined) await send(page, state.path, state.fields)
    const seen = (await page.evaluate(look)) as Seen
    const key = keyOf(state.path, seen)
    if (seen.view === '' || keys.has(key)) continue
    keys.add(key)
    await found(key, seen.view)
    waiting.push(...sendings(seen).filter((_, i) => (i + keys.size) % every === 0))
  }
}
