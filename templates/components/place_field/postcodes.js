// Postcodes: what a visitor types as one, and in which municipalities it lies.

import { beginning, withDigits } from '../words/words.js'

/** @typedef {Map<string, number[][]>} Postcodes the ranges of postcodes of each municipality, by its slug */

const MOST_LETTERS = 100 // of what is typed
const SIGN = String.raw`[\s\p{P}]`
const WHOLE = new RegExp(`^(?:NL${SIGN}*)?(\\d{4}|[1-9]\\d{0,2})${SIGN}*(?:\\p{L}{0,2})${SIGN}*$`, 'iu')
const FOUR_DIGITS = new RegExp(`(?<!\\d)([1-9]\\d{3})(?!\\d)(${SIGN}*\\p{L}{2}(?!\\p{L}))?`, 'gu')

/**
 * A text in the form in which a postcode is sought: plain digits, and no signs that nobody sees.
 * @param {string} typed
 */
const pasted = typed => withDigits(beginning(typed, MOST_LETTERS).replace(/\p{Cf}/gu, '').trim())

/**
 * The digits of a postcode, or the first of them, where nothing else was typed: "NL-6711 АВ", "٦٧١١", "67".
 * @param {string} typed
 */
export const postcodeIn = typed => WHOLE.exec(pasted(typed))?.[1] ?? ''

/**
 * The digits of a postcode, also between other words, as in an address: "Raadhuisplein 1, 6711 AB Ede".
 * @param {string} typed
 */
export function postcodeAmong(typed) {
  const four = [...pasted(typed).matchAll(FOUR_DIGITS)]
  const sure = new Set(four.filter(match => match[2]).map(match => match[1]))
  const possible = new Set(four.map(match => match[1]))
  const [only = ''] = sure.size === 1 ? sure : possible.size === 1 ? possible : []
  return postcodeIn(typed) || only
}

/**
 * The ranges of postcodes of each municipality.
 * @param {string[][]} lines
 * @returns {Postcodes}
 */
export const readPostcodes = lines =>
  new Map(lines.map(([slug, spans]) => [slug, spans ? spans.split(',').map(readSpan) : []]))

/** @param {string} span */
function readSpan(span) {
  const ends = span.split('-').map(Number)
  return [ends[0], ends[1] ?? ends[0]]
}

/**
 * The slugs of the municipalities a postcode lies in, by its four digits or the first of them.
 * @param {string} digits
 * @param {Postcodes} postcodes
 */
export function byPostcode(digits, postcodes) {
  const low = Number(digits.padEnd(4, '0'))
  const high = Number(digits.padEnd(4, '9'))
  const around = [...postcodes].filter(([, spans]) => spans.some(([from, to]) => from <= high && to >= low))
  return around.map(([slug]) => slug)
}
