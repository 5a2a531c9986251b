// What must be asked of the ages of children, in words: for whom of them an initiative is, from when, until when.

import { agesIn, yearsOf } from './address.js'
import { agesOf, EXPECTING, verdictOfAge, verdictOfAges } from './answers.js'
import { fillApart as fill, list } from '../words/messages.js'

/** @typedef {import('../words/messages.js').Messages} Messages */

/**
 * What must be asked of an age: from when, or on which side of the border the child is.
 * @param {string} age
 * @param {string} ages
 * @param {Messages} messages
 */
function askAboutAge(age, ages, messages) {
  const { min, max, expecting, youngest, varies } = agesOf(ages)
  if (age === EXPECTING) return expecting ? messages.varies : messages.unborn
  const { from, to } = yearsOf(age)
  if (youngest && from > max) return messages.youngest
  if (varies || (from >= min && to <= max)) return messages.varies
  const younger = from < min ? [fill(messages.younger, { age: min })] : []
  return [...younger, ...(to > max ? [fill(messages.older, { age: max + 1 })] : [])].join(' ')
}

/**
 * For which of the children it is and for which not, and what must be asked of their ages.
 * @param {string} answer
 * @param {string} ages
 * @param {Messages} messages
 * @param {(age: string) => string} childOf a child of an age, as a sentence names it
 */
export function askAboutAges(answer, ages, messages, childOf) {
  if (verdictOfAges(answer, ages) !== 'caution') return ''
  const given = agesIn(answer)
  /** @param {boolean} isFor */
  const children = isFor => given.filter(age => (verdictOfAge(age, ages) !== 'no') === isFor)
  /** @param {string[]} some */
  const named = some => list(some.map(childOf))
  const no = children(false)
  const asked = children(true).filter(age => verdictOfAge(age, ages) === 'caution')
  const said = new Set(asked.map(age => askAboutAge(age, ages, messages)))
  const apart = no.length ? [fill(messages.apart, { fits: named(children(true)), no: named(no) })] : []
  return ['', ...apart, ...said].join(' ')
}
