// Sentences of the page with values filled in, as people write them in its language.

import { beginning } from './words.js'

const { lang, dir } = document.documentElement
const MOST_LETTERS = 60
const MOST_WORDS = 5

/** A sentence with its values. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key])

/** The same, where in a text from right to left each value keeps its own direction (U+2068, U+2069). */
export const fillApart = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => (dir === 'rtl' ? `\u2068${values[key]}\u2069` : values[key]))

/** What someone typed, as long as a sentence can quote. */
export function quoted(text) {
  const begun = beginning(text, MOST_LETTERS + 1).trim()
  return begun.length > MOST_LETTERS ? `${beginning(begun, MOST_LETTERS)}…` : begun
}

/** `a, b and c`. */
export const list = words => new Intl.ListFormat(lang).format(words)

/** The same of what stands in an address, which may be anything: each once, the first few. */
export function listQuoted(words) {
  const each = [...new Set(words.slice(0, 100 * MOST_WORDS).map(quoted))]
  return list(each.length > MOST_WORDS ? [...each.slice(0, MOST_WORDS), '…'] : each)
}
