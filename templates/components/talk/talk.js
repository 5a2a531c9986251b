// Which conversation is open and which language stands beside it: as words after the # of the address, with a comma
// between them (#school,ar), and nowhere else. Without this script they are chosen by hand; and a button that prints.

import { fill, listQuoted } from '../words/messages.js'

const MOST_LETTERS = 400 // of an address; the rest is left out
const NO_OTHER = 'nl'

/** @type {HTMLElement | null} */
const talk = document.querySelector('.talk')
const folds = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('.talk__one')])
const radios = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('.talk__choose input')])

/**
 * The words after the #; what is no text is a word too, which nobody knows.
 * @param {string} hash
 */
function wordsIn(hash) {
  const written = hash.slice(1, MOST_LETTERS)
  try {
    return decodeURIComponent(written).split(',').filter(Boolean)
  } catch {
    return [written]
  }
}

/**
 * Opens and chooses what the address says, and names what it says for nothing.
 * @param {HTMLElement} section
 */
function read(section) {
  const unknown = []
  const words = wordsIn(location.hash)
  for (const word of words) {
    const fold = folds.find(({ dataset }) => dataset.key === word)
    const radio = radios.find(({ value }) => value === word)
    if (fold) {
      fold.open = true
      if (words.length > 1) fold.scrollIntoView()
    } else if (radio) {
      radio.checked = true
    } else if (!document.getElementById(word)) {
      unknown.push(word)
    }
  }
  const named = /** @type {HTMLElement} */ (section.querySelector('[data-named]'))
  named.hidden = !unknown.length
  named.textContent = unknown.length ? fill(section.dataset.unknown ?? '', { names: listQuoted(unknown) }) : ''
}

/** Writes what is open and chosen into the address, so that it can be kept or sent on. */
function write() {
  const open = folds.find(fold => fold.open)
  const chosen = radios.find(({ checked, value }) => checked && value !== NO_OTHER)
  const words = [open?.dataset.key, chosen?.value].filter(Boolean).join(',')
  history.replaceState(null, '', words ? `#${words}` : location.pathname + location.search)
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-print]'))) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
if (talk) {
  read(talk)
  addEventListener('hashchange', () => read(talk))
  for (const radio of radios) radio.addEventListener('change', write)
  for (const fold of folds) fold.addEventListener('toggle', write)
}
