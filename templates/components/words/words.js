// Words as people type them: of any length, without capitals, accents and signs, and with typing errors.

/** @type {Record<string, string>} */
const UNLIKE = { ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae' } // letters that are no letter with an accent
const ROWS_OF_NOTHING = /[\s\p{Cf}]{2,}/gu
const HALF_A_SIGN = /[\uD800-\uDBFF]$/
const SHORTEST_WITH_ERRORS = 4 // letters; from here on a word may have an error
const LONG = 7 // from here on two
const BITS = 32

/**
 * A text with the digits 0 to 9, where Arabic, Persian or wide ones were typed.
 * @param {string} text
 */
export const withDigits = text => text.replace(/[٠-٩۰-۹０-９]/g, digit => String(digit.charCodeAt(0) & 15))

/**
 * The beginning of a text of any length, at most so many letters: what is typed or stands in an address may be a book.
 * Ask for it before anything else is done with the text. Rows of spaces and signs that nobody sees count as one.
 * @param {string} text
 * @param {number} most
 */
export const beginning = (text, most) =>
  text.trimStart().replace(ROWS_OF_NOTHING, ' ').slice(0, most).replace(HALF_A_SIGN, '')

/**
 * Cuts what is in a field, so that the browser need not draw a book either: a heap of accents takes it half a minute.
 * @param {HTMLInputElement} field
 * @param {number} most
 */
export function cut(field, most) {
  if (field.value.length > most) field.value = beginning(field.value, most)
}

/**
 * A text in small letters without accents and signs, with one space between words.
 * @param {string} text
 */
export const fold = text =>
  withDigits(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ıłøđßæ]/g, letter => UNLIKE[letter])
    .replace(/['’‘`ʼ]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * The part of an address that follows from a name.
 * @param {string} name
 */
export const slugOf = name => fold(name).replaceAll(' ', '-')

/**
 * The letters of a word as bits.
 * @param {string} word
 */
export const lettersOf = word =>
  [...word].reduce((bits, letter) => bits | (1 << (Number(letter.codePointAt(0)) % BITS)), 0)

/**
 * How many letters of one word are not in another, both as bits: each of those is at least one error.
 * @param {number} one
 * @param {number} other
 */
export function missing(one, other) {
  let bits = one & ~other
  let count = 0
  for (; bits; bits &= bits - 1) count += 1
  return count
}

/**
 * How many typing errors a word of this length may have.
 * @param {string} word
 */
export function typosIn(word) {
  if (word.length < SHORTEST_WITH_ERRORS) return 0
  return word.length < LONG ? 1 : 2
}

/**
 * The number of letters to change, add, leave out or swap between two words, or more than `most`.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  /** @type {number[]} */
  let before = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const errors = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isCrossed = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      const isSwapped = row > 1 && column > 1 && isCrossed
      const least = Math.min(last[column] + 1, errors[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
      errors[column] = isSwapped ? Math.min(least, before[column - 2] + 1) : least
    }
    if (Math.min(...errors) > most) return most + 1
    before = last
    last = errors
  }
  return last[other.length]
}
