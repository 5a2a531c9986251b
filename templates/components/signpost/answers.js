// The answers as they stand in an address after the #: `waar=ede&leeftijd=3`. It knows no page.

/** @typedef {Record<string, string>} Answers by the word of the question; empty or not there where it was skipped */

export const WHERE = 'waar' // the question whose answer is a municipality
const MOST_IN_ADDRESS = 50 // answers that an address holds; the rest is left out
const SLUG = /^[a-z0-9-]{1,60}$/

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
    const isPlace = name === WHERE && choices.has(WHERE) && SLUG.test(value)
    if (isPlace || (value && choices.get(name)?.includes(value))) found[name] = value
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
  const said = Object.entries(answers).filter(([, value]) => value && !isSecret(value))
  return new URLSearchParams(said).toString()
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
