import { loadRules } from '@virtual-school/rules'
import { proveInvariants } from '@virtual-school/verify'
const rules = await loadRules('rules', { whole: true })
const wanted = process.argv.slice(2)
for (const one of rules.rulebook.invariants.filter(i => wanted.some(w => i.id.includes(w) || i.kind === w))) {
  const t = Date.now()
  try {
    const [r] = await proveInvariants(rules, { invariants: [one.id] })
    console.log(one.id, r.verdict, r.questionsCount, Math.round((Date.now()-t)/100)/10, r.breaches.map(b => JSON.stringify(b)).join('\n  '), JSON.stringify(r.undecided))
  } catch (e) { console.log(one.id, 'ERROR', e.message) }
}
