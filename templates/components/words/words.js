// Words as people type them: without capitals and accents, and with typing errors.

const UNLIKE = { ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae' } // letters that are no letter with an accent

/** A text with the digits 0 to 9, where Arabic, Persian or wide ones were typed. */
export const withDigits = text => text.replace(/[٠-٩۰-۹０-９]/g, digit => digit.charCodeAt(0) & 15)

/**
 * The beginning of a text of any length, at most so many letters: what is typed or stands in an address may be a book.
 * Ask for it before anything else is done with the text. Rows of spaces and signs that nobody sees count as one.
 */
export const beginning = (text, most) => text.trimStart().replace(/[\s\p{Cf}]{2,}/gu, ' ').slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** Cuts what is in a field, so that the browser need not draw a book either: a heap of accents takes it half a minute. */
export function cut(field, most) {
  if (field.value.length > most) field.value = beginning(field.value, most)
}

/** A text in small letters without accents and signs, with one space between words. */
export const fold = text => withDigits(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[ıłøđßæ]/g, letter => UNLIKE[letter])
  .replace(/['’‘`ʼ]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** The part of an address that follows from a name. */
export const slugOf = name => fold(name).replaceAll(' ', '-')

/** The letters of a word as bits, and how many of one word are not in another: each of those is at least one error. */
export const lettersOf = word => [...word].reduce((bits, letter) => bits | (1 << (letter.codePointAt(0) % 32)), 0)
export const missing = (one, other) => {
  let bits = one & ~other
  let count = 0
  for (; bits; bits &= bits - 1) count += 1
  return count
}

/** How many typing errors a word of this length may have. */
export const typosIn = key => (key.length < 4 ? 0 : key.length < 7 ? 1 : 2)

/** The number of letters to change, add, leave out or swap between two words, or more than `most`. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1]
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[other.length]
}
