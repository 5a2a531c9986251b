// The answers as they stand in an address after the #, `waar=ede&leeftijd=0-4,7-12&plek=weet-niet`.

/**
 * By the word of the question; empty where it was skipped, not there where it was not asked. Several ages have a comma
 * between them.
 * @typedef {Record<string, string>} Answers
 */

const SKIPPED = 'weet-niet' // in the address
export const WHERE = 'waar' // the question whose answer is a municipality
export const AGE = 'leeftijd' // the question with an answer for each child
const MOST_IN_ADDRESS = 50 // answers that an address holds; the rest is left out
const SLUG = /^[a-z0-9-]{1,60}$/

/**
 * The ages of an answer, each a group `0-4`.
 * @param {string} answer
 */
export const agesIn = answer => answer.split(',').filter(Boolean)

/**
 * From which year to which.
 * @param {string} age
 */
export function yearsOf(age) {
  const [from, to] = age.split('-').map(Number)
  return { from, to: to ?? from }
}

/**
 * An answer to a question as its choices have it: links of before have a year for an age. None where it is no answer.
 * @param {string} name
 * @param {string} value
 * @param {string[]} choices
 */
function answerTo(name, value, choices) {
  if (name !== AGE) return choices.includes(value) ? value : ''
  const groups = agesIn(value).map(age => choices.find(group => {
    const { from, to } = yearsOf(group)
    return age === group || (/^\d{1,2}$/.test(age) && Number(age) >= from && Number(age) <= to)
  }))
  return groups.every(Boolean) ? [...new Set(groups)].join() : ''
}

/**
 * The answers that an address holds, and the words in it that are no answer.
 * @param {string} hash with or without its #
 * @param {Map<string, string[]>} choices the answers that can be chosen, by the word of the question
 * @returns {{found: Answers, unknown: string[]}}
 */
export function readAnswers(hash, choices) {
  /** @type {Answers} */
  const found = {}
  /** @type {string[]} */
  const unknown = []
  for (const [name, value] of [...new URLSearchParams(hash.replace(/^#/, ''))].slice(0, MOST_IN_ADDRESS)) {
    const known = choices.get(name)
    if (known && value === SKIPPED) found[name] = ''
    else if (known && name === WHERE && SLUG.test(value)) found[name] = value
    else if (known && answerTo(name, value, known)) found[name] = answerTo(name, value, known)
    else unknown.push(`${name}=${value}`)
  }
  return { found, unknown }
}

/**
 * Answers as an address holds them, without those that must not stand there.
 * @param {Answers} answers
 * @param {(value: string) => boolean} isSecret
 */
export function writeAnswers(answers, isSecret) {
  const said = Object.entries(answers).filter(([, value]) => !isSecret(value))
  return new URLSearchParams(said.map(([name, value]) => [name, value || SKIPPED])).toString().replaceAll('%2C', ',')
}

/**
 * The same answers without the municipality.
 * @param {Answers} answers
 * @returns {Answers}
 */
export const besidesPlace = ({ waar, ...others }) => others

/**
 * True where something was answered.
 * @param {Answers} answers
 */
export const isAnswered = answers => Object.values(answers).some(Boolean)
