/** What happened if a page could not be shown, and what to do. */
export const problemWords = {
  'not-found': {
    title: 'Page not found',
    paragraphs: ['Check the address, or begin at the first page. There you can also search the rules.'],
    link: 'Go to the first page',
  },
  fault: {
    title: 'This page could not be made',
    paragraphs: [
      'That is a fault of ours, and has been noted. Nothing was decided and nothing was kept.',
      'Go back and try again. If it happens again, tell whoever runs these pages.',
    ],
    link: 'Go to the first page',
  },
  'other-site': {
    title: 'This form came from another website',
    paragraphs: ['So that nobody can use these pages in your name, forms are taken from these pages alone.'],
    link: 'Go to the first page',
  },
  'not-a-form': {
    title: 'What was sent could not be read',
    paragraphs: ['It was not one of the forms of these pages, or it did not arrive whole. Nothing was kept.'],
    link: 'Go to the first page',
  },
  'form-too-large': {
    title: 'What was sent is too long',
    paragraphs: ['No form of these pages is so long. Nothing was kept.'],
    link: 'Go to the first page',
  },
  changed: {
    title: 'Begin again',
    paragraphs: [
      'Your earlier answers could not be read. They may have been changed on the way, or these pages were started again since you began.',
      'Nothing was decided and nothing was kept.',
    ],
    link: 'Begin again',
  },
  'too-old': {
    title: 'Begin again',
    paragraphs: [
      'This page was left open for more than a day. The child’s situation or the rules may have changed, so your answers are not used any more.',
      'Nothing was decided and nothing was kept.',
    ],
    link: 'Begin again',
  },
  'not-allowed': {
    title: 'You may not see this page',
    paragraphs: ['Your key or sign-in is good, but does not allow this. Ask whoever runs these pages.'],
    link: 'Go to the first page',
  },
  'other-form': {
    title: 'This form is from an earlier visit',
    paragraphs: [
      'You have signed in again, or signed out, since the page was shown. Nothing was kept and nothing was changed.',
      'Open the page again and send the form again.',
    ],
    link: 'Go to the first page',
  },
  'sign-in-lost': {
    title: 'Begin signing in again',
    paragraphs: ['Signing in took longer than ten minutes, or it was begun in another browser.'],
    link: 'Go to the first page',
  },
  'sign-in-failed': {
    title: 'You could not be signed in',
    paragraphs: [
      'The place where you sign in did not confirm who you are. Try again. If it happens again, tell whoever runs these pages.',
    ],
    link: 'Go to the first page',
  },
  'sign-in-unreachable': {
    title: 'Nobody can sign in at the moment',
    paragraphs: [
      'It could not be checked who you are. Nothing was kept. Try again in a few minutes. If it happens again, tell whoever runs these pages.',
    ],
    link: 'Go to the first page',
  },
  'person-unusable': {
    title: 'Your account cannot be named in a record',
    paragraphs: [
      'A record says for ever who looked at it. Your account gives a name or an e-mail address for that, or nothing. Ask whoever runs these pages to choose another claim.',
    ],
    link: 'Go to the first page',
  },
  'no-record': {
    title: 'There is no such record',
    paragraphs: ['The number may have a slip in it, or the record may be of another council or system.'],
    link: 'Go to all records',
  },
  'too-many': {
    title: 'Too many requests',
    paragraphs: ['More was asked from here in a minute than is allowed. Wait a minute, then go back and try again.'],
    link: 'Go to the first page',
  },
  'records-off': {
    title: 'No records are kept here',
    paragraphs: ['This service keeps no records, so there are none to read.'],
    link: 'Go to the first page',
  },
  'records-unavailable': {
    title: 'The records cannot be reached',
    paragraphs: [
      'Nothing was kept. Go back and try again in a few minutes. If it happens again, tell whoever runs these pages.',
    ],
    link: 'Go to the first page',
  },
} as const satisfies Record<
  string,
  { readonly title: string; readonly paragraphs: readonly string[]; readonly link: string }
>
