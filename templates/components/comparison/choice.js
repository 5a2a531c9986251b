// A visitor's choice as words in the address, and back: which initiatives, in their order, for whom, what differs only.

import { fill, listQuoted } from '../words/messages.js'

/** @typedef {import('../words/messages.js').Messages} Messages */
/** @typedef {{ columns: string[], reader: string, only: boolean }} Choice `only` is true for only what differs */
/**
 * What a choice can be made of: initiatives by name, the words for kinds of readers and for what differs, and how many
 * initiatives are the fewest to compare.
 * @typedef {{
 *   names: Record<string, string>, readers: string[], differences: string | undefined, fewest: number
 * }} Possible
 */

const MOST_WORDS = 50 // of an address; the rest is left out

/** @type {Choice} */
export const NO_CHOICE = { columns: [], reader: '', only: false }

/**
 * The words after the #, without the ones that are empty.
 * @param {string} hash
 */
export function wordsOf(hash) {
  let text = hash.slice(1)
  try { text = decodeURIComponent(text) } catch { /* a broken % is read as it is typed */ }
  return text.split(',').map(word => word.trim().toLowerCase()).filter(Boolean)
}

/**
 * True for a word that can be in a choice.
 * @param {string} word
 * @param {Possible} possible
 */
export const isKnown = (word, { names, readers, differences }) =>
  Object.hasOwn(names, word) || readers.includes(word) || word === differences

/**
 * The choice that words in the address make, and what has to be said about those that make none.
 * @param {string[]} words
 * @param {Possible} possible
 * @param {Messages} messages
 */
export function choiceOf(words, possible, messages) {
  const made = { ...NO_CHOICE, columns: /** @type {string[]} */ ([]) }
  /** @type {{ unknown: string[], repeated: string[] }} */
  const wrong = { unknown: [], repeated: [] }
  for (const word of words.slice(0, MOST_WORDS)) {
    if (!isKnown(word, possible)) wrong.unknown.push(word)
    else if (possible.readers.includes(word)) made.reader = word
    else if (word === possible.differences) made.only = true
    else if (made.columns.includes(word)) wrong.repeated.push(possible.names[word])
    else made.columns.push(word)
  }
  const said = Object.entries(wrong).filter(([, names]) => names.length)
  const notices = said.map(([key, names]) => fill(messages[key], { names: listQuoted(names) }))
  if (isTooFew(made, possible)) notices.push(messages.few)
  return { choice: made, notices }
}

/**
 * True where there is a choice of initiatives, but of fewer than can be compared.
 * @param {Choice} choice
 * @param {Possible} possible
 */
export const isTooFew = ({ columns }, { fewest }) => columns.length > 0 && columns.length < fewest

/**
 * What a choice is in the address; empty for the page as it is without one.
 * @param {Choice} choice
 * @param {Possible} possible
 */
export function hashOf({ columns, reader, only }, { differences }) {
  const words = [...columns]
  if (reader) words.push(reader)
  if (only && differences) words.push(differences)
  return words.length ? `#${words.join()}` : ''
}
