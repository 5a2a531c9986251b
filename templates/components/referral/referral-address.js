// The answers of a referral card as they stand in an address after the #, and what in it counts for nothing:
// `leeftijd=op-komst,3,7-12&helpt=rust,veel&plek=thuis&hulp=met`. What is not known is named, never guessed.

import { AGE, agesIn, WHERE, yearsOf } from '../signpost/address.js'

/** @typedef {import('../signpost/address.js').Answers} Answers */

/**
 * What an address holds.
 * @typedef {object} Read
 * @property {Answers} found
 * @property {string[]} unknown words that are no answer
 * @property {string[]} wrongAges years that no child has
 * @property {number} count of ages, where there are too many
 */

export const MOST_AGES = 12
const MOST_IN_ADDRESS = 50 // answers; the rest is left out
const SEVERAL = [AGE, 'helpt'] // questions with several answers
const NUMBER = /^[-+]?\d+([.,]\d+)?$/

/**
 * The oldest child that there is a group for.
 * @param {string[]} groups
 */
export const oldestOf = groups => Math.max(...groups.map(group => yearsOf(group).to || 0))

/**
 * The group that an age belongs to; the age itself where it is a group.
 * @param {string} age
 * @param {string[]} groups
 */
export const groupOf = (age, groups) => groups.find(group =>
  group === age || (Number(age) >= yearsOf(group).from && Number(age) <= yearsOf(group).to))

/**
 * The answers that an address holds for the card of a municipality.
 * @param {string} hash with or without its #
 * @param {Map<string, string[]>} choices the answers that can be chosen, by the word of the question
 * @param {string} slug of the municipality
 * @returns {Read}
 */
export function readReferral(hash, choices, slug) {
  /** @type {Read} */
  const read = { found: {}, unknown: [], wrongAges: [], count: 0 }
  for (const [name, value] of [...new URLSearchParams(hash.replace(/^#/, ''))].slice(0, MOST_IN_ADDRESS)) {
    const known = choices.get(name)
    if (name === WHERE && value === slug) continue
    if (!known) {
      read.unknown.push(value ? `${name}=${value}` : name)
      continue
    }
    const parts = [...new Set(SEVERAL.includes(name) ? agesIn(value) : [value])]
    const good = parts.filter(part => known.includes(part) || (name === AGE && isYear(part, known)))
    for (const part of parts.filter(each => !good.includes(each) && each !== 'weet-niet')) {
      if (name === AGE && NUMBER.test(part)) read.wrongAges.push(part)
      else read.unknown.push(`${name}=${part}`)
    }
    if (name === AGE && good.length > MOST_AGES) read.count = good.length
    if (good.length) read.found[name] = good.slice(0, name === AGE ? MOST_AGES : undefined).join()
  }
  return read
}

/**
 * True of a year that a child may have.
 * @param {string} age
 * @param {string[]} groups
 */
const isYear = (age, groups) => /^\d{1,2}$/.test(age) && groupOf(age, groups) !== undefined
