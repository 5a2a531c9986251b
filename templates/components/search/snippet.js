// Which part of a text is shown below what was found, and which of its words are marked.

import { fold } from '../words/words.js'
import { loose } from './forms.js'

/** @typedef {{ text: string, isMarked: boolean }} Piece */

const SENTENCES = /(?<=[.?!؟])\s+/u
const TOKENS = /([\p{L}\p{M}\p{N}'’-]+)/u
const MOST_SENTENCES = 2

/**
 * True for a word of a text that was found.
 * @param {string} token
 * @param {string[]} marks
 */
const isFound = (token, marks) => fold(token).split(' ').some(word => word !== '' && marks.includes(loose(word)))

/**
 * A text in pieces, of which the words that were found are to be marked.
 * @param {string} text
 * @param {string[]} marks
 * @returns {Piece[]}
 */
export const pieces = (text, marks) =>
  text.split(TOKENS).map(token => ({ text: token, isMarked: isFound(token, marks) }))

/**
 * The sentence of a text that has most of what was found, or the first, and the one behind it.
 * @param {string} text
 * @param {string[]} marks
 */
export function headline(text, marks) {
  const sentences = text.split(SENTENCES)
  const counts = sentences.map(sentence => pieces(sentence, marks).filter(({ isMarked }) => isMarked).length)
  const first = counts.indexOf(Math.max(...counts))
  return sentences.slice(first, first + MOST_SENTENCES).join(' ')
}
