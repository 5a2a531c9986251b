// Sentences of the page with values filled in, as people write them in its language.

import { beginning } from './words.js'

/** @typedef {Record<string, string | number>} Values */
/** @typedef {Record<string, string>} Messages the sentences that a page gives its script, by key */

const { lang, dir } = document.documentElement
const EUROPEAN = /** @type {Record<string, string>} */ ({ en: 'en-GB', ar: 'ar-u-nu-latn', fa: 'fa-u-nu-latn' })

/** The language of the page, with the days and digits that its words made by the build have. */
export const locale = EUROPEAN[lang] ?? lang
const MOST_LETTERS = 60
const MOST_WORDS = 5
const PLACE = /\{(\w+)\}/g

/**
 * A sentence with its values.
 * @param {string} text
 * @param {Values} values
 */
export const fill = (text, values) => text.replace(PLACE, (_, key) => String(values[key]))

/**
 * The same, where in a text from right to left each value keeps its own direction (U+2068, U+2069).
 * @param {string} text
 * @param {Values} values
 */
export const fillApart = (text, values) =>
  text.replace(PLACE, (_, key) => (dir === 'rtl' ? `\u2068${values[key]}\u2069` : String(values[key])))

/**
 * What someone typed, as long as a sentence can quote.
 * @param {string} text
 */
export function quoted(text) {
  const begun = beginning(text, MOST_LETTERS + 1).trim()
  return begun.length > MOST_LETTERS ? `${beginning(begun, MOST_LETTERS)}…` : begun
}

/**
 * `a, b and c`.
 * @param {string[]} words
 */
export const list = words => new Intl.ListFormat(locale).format(words)

/**
 * `a, b or c`.
 * @param {string[]} words
 */
export const either = words => new Intl.ListFormat(locale, { type: 'disjunction' }).format(words)

/**
 * `a, b and c` of what stands in an address, which may be anything: each once, the first few.
 * @param {string[]} words
 */
export function listQuoted(words) {
  const each = [...new Set(words.slice(0, 100 * MOST_WORDS).map(quoted))]
  return list(each.length > MOST_WORDS ? [...each.slice(0, MOST_WORDS), '…'] : each)
}
