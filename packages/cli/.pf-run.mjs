// runs check and invariants and prints as it goes
import { loadRules } from '@virtual-school/rules'
import { checkFindings, proveInvariants } from '@virtual-school/verify'
import { writeFileSync } from 'node:fs'
const dir = process.argv[2], what = process.argv[3], out = process.argv[4]
const rules = await loadRules(dir, { whole: true })
if (what !== 'inv') {
  const t = Date.now()
  const report = await checkFindings(rules, { progress: p => console.error(Math.round((Date.now()-t)/1000), p.authority, p.decision, p.done, p.total) })
  writeFileSync(out + '.check.json', JSON.stringify(report, null, 1))
  console.error('check done', Math.round((Date.now()-t)/1000), report.findings.length, report.accepted.length, report.undecided.length)
}
if (what !== 'check') {
  const all = []
  for (const one of rules.rulebook.invariants) {
    const t = Date.now()
    try {
      const [r] = await proveInvariants(rules, { invariants: [one.id] })
      all.push(r)
      console.error(one.id, r.verdict, r.questionsCount, Math.round((Date.now()-t)/100)/10, r.breaches.slice(0,1).map(b => JSON.stringify(b)).join(), JSON.stringify(r.undecided))
    } catch (e) { console.error(one.id, 'ERROR', e.message) }
    writeFileSync(out + '.inv.json', JSON.stringify(all, null, 1))
  }
}
