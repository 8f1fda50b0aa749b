import { Button, ErrorSummary, PasswordInput, Radios, SkipLink } from 'govuk-frontend'

// What the pages do with JavaScript and are whole without: focus goes to what is wrong, a form is not sent twice, and a tree can be
// opened and folded at once.

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')

const components = { Button, ErrorSummary, PasswordInput, Radios, SkipLink }
for (const Component of Object.values(components)) {
  for (const root of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    try {
      new Component(root)
    } catch {
      // A browser that the design system does not support has the page as it is.
    }
  }
}

for (const button of document.querySelectorAll('[data-fold]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const all = document.getElementById(button.dataset.fold).querySelectorAll('details')
    const isOpen = [...all].every(one => one.open)
    for (const one of all) one.open = !isOpen
    button.setAttribute('aria-expanded', String(!isOpen))
  })
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

for (const form of document.querySelectorAll('form[data-goes-on]')) form.submit()
for (const link of document.querySelectorAll('a[data-goes-on]')) location.replace(link.href)
