import { computeHashSource, escapeHtml, pagePolicy, renderHtmlPage, renderLink } from '../account/html.ts'

/** What `verify.html` carries, and all that it checks. Texts stand in it byte for byte as they were kept. */
export interface VerifyData {
  /** The log’s public key, as `log.pub` has it: several, a line each, if the key was replaced. */
  readonly verifierKey: string
  /** Rules as they were kept, by their digest. */
  readonly rules: Readonly<Record<string, string>>
  readonly findings: readonly VerifyFinding[]
  readonly events: readonly VerifyEvent[]
}

/** A finding, as the page that checks it needs it. */
export interface VerifyFinding {
  readonly number: number
  readonly folder: string
  readonly question: string
  /** When, in words. */
  readonly when: string
  readonly receipt: string
  /** What was sealed: the request, the result and its packed trace. Null: its key was destroyed. */
  readonly payload: string | null
}

interface VerifyEvent {
  /** What it is, and when, in words. */
  readonly what: string
  readonly receipt: string
}

/** JSON that can stand between script tags: no text in it can end them. */
const renderData = (data: VerifyData): string => JSON.stringify(data).replaceAll('<', '\\u003c')

const title = 'Check this copy'

const renderKeys = ({ verifierKey }: VerifyData): string =>
  verifierKey
    .split('\n')
    .map(key => `<code>${escapeHtml(key)}</code>`)
    .join(' and ')

/**
 * `verify.html`: one page that carries all it checks, and runs the one script that its policy lets through. It asks nothing of
 * any network. `script` is that of `browser/main.ts`; `reference` stands at the foot of each printed page.
 */
export const renderVerifyPage = (
  data: VerifyData,
  { script, reference }: { script: string; reference: string },
): string =>
  renderHtmlPage({
    title,
    reference,
    policy: `${pagePolicy}; script-src ${computeHashSource(script)}`,
    body: `<main>
<h1>${title}</h1>
<nav aria-label="Pages beside this one"><p>${renderLink({ href: 'index.html', text: 'Back to the letter' })}</p></nav>
<p>This page checks every record of this copy, here in your browser. It works without the internet and sends nothing to anyone.</p>
<p class="brief" id="outcome" role="status">Checking …</p>
<noscript><p>Your browser does not run scripts here, so nothing was checked.</p></noscript>
<h2>What is checked</h2>
<ul>
<li>That each record is in the council’s log as it was written, and that the log’s key signed the log.</li>
<li>That the rules are the ones that the record names.</li>
<li>That each finding comes out the same again, when it is worked out from those rules and from what was asked.</li>
</ul>
<h2>What it cannot show</h2>
<ul>
<li>That the key is the council’s. Ask the council for its key, and compare it with this: ${renderKeys(data)}</li>
<li>That what the computer was told is true, or that the rules say what the law says.</li>
<li>That what was asked and found is what lies sealed in the log. The log proves the sealed record. Only the council can open it.</li>
<li>That no newer record was held back, or that the other files of this folder were left as they were: this page carries its own copy of what it checks.</li>
</ul>
<h2>The findings</h2>
<ol id="findings"></ol>
<h2>What people did</h2>
<ol id="events"></ol>
<h2>Without this page</h2>
<p>Each receipt can be checked with the program, which is free. It needs no network, no secret and no access to the council’s systems:</p>
<p><code>virtual-school records verify decisions/001/receipt.json --key log.pub --checkpoint checkpoint.txt</code></p>
</main>
<script type="application/json" id="data">${renderData(data)}</script>
<script>${script}</script>`,
  })
