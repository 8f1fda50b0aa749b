import { loadRules } from '@virtual-school/rules'
import { proveInvariants } from './src/invariants/prove.ts'

const rules = await loadRules('rules', { whole: true })
const t = performance.now()
for (const r of await proveInvariants(rules, {
  onProgress: (d, n, c) => console.error(d, n, c, (performance.now() - t).toFixed(0)),
}))
  console.log(
    r.invariant.id,
    r.verdict,
    r.questionsCount,
    r.durationMs.toFixed(0),
    ...r.breaches.map(b => '\n   ' + b.authority + ' ' + b.decision + ': ' + b.witness.text),
    r.undecided.length ? JSON.stringify(r.undecided) : '',
  )
console.log('total', performance.now() - t)
