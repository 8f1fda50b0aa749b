import { renderDetailName } from '../account/detail-words.ts'
import { escapeHtml, renderHtmlPage, renderParagraph } from '../account/html.ts'
import { renderActor, renderInstant } from '../account/when-and-who.ts'
import { eventWords } from '../model/events.ts'
import { renderNumbers } from './letter-findings.ts'
import { computeReviewCode, type FreeText } from './review.ts'

const title = 'Read this before the copy is handed over'

const renderQuote = (text: string): string =>
  `<blockquote>${text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(renderParagraph)
    .join('')}</blockquote>`

const renderItem = ({ id, event, texts, numbers }: FreeText): string => {
  const { lead } = eventWords(event.type)
  const when = `${renderInstant(event.recordedAt)}, ${renderActor(event.actor)}`
  return `<li><strong>${escapeHtml(lead)}</strong>, about ${renderNumbers(numbers)}: ${escapeHtml(when)}
${texts.map(([name, text]) => `<p>${escapeHtml(name === 'reason' ? 'Reason given' : renderDetailName(name))}:</p>${renderQuote(text)}`).join('\n')}
<p>To leave it out: <code>--leave-out ${escapeHtml(id)}</code></p></li>`
}

/**
 * Every text in people’s own words that an export holds, for a person to read before the folder is handed over. It is for the
 * council, and no part of the folder. `folder` is the folder’s name.
 */
export const renderReviewPage = (
  texts: readonly FreeText[],
  { folder, reference }: { folder: string; reference: string },
): string =>
  renderHtmlPage({
    title,
    reference: `For the council only. ${reference}`,
    body: `<main>
<h1>${title}</h1>
<p class="brief"><strong>For the council only. Do not hand this page over.</strong> It belongs to the folder “${escapeHtml(folder)}” and is no part of it.</p>
<p>People wrote these texts in their own words. Nothing checked them. They stand on the pages of the findings and in the data of the folder, and will stand in the letter once you let them. Look for:</p>
<ul>
<li>names of other people, and what would tell who they are;</li>
<li>what somebody said in confidence, or about somebody else’s health, family or record;</li>
<li>what could put somebody in danger if the reader knew it.</li>
</ul>
<p>Then export again, into a new folder, with <code>--reviewed ${computeReviewCode(texts)}</code>, and with <code>--leave-out</code> for each text that must not go out. The copy says where a text was left out. If a text was added meanwhile the code no longer fits, and there is a new list to read.</p>
<h2>The texts</h2>
<ol>
${texts.map(renderItem).join('\n')}
</ol>
</main>`,
  })
