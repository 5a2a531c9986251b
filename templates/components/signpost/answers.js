// The answers: as they stand in an address after the #, `waar=ede&leeftijd=0-4,7-12&plek=weet-niet`, and what they mean
// for an initiative, from its reasons and from what differs in a municipality. It knows no page.

/**
 * By the word of the question; empty where it was skipped, not there where it was not asked. Several ages have a comma
 * between them.
 * @typedef {Record<string, string>} Answers
 */

/**
 * @typedef {import('./municipality.js').Municipality} Municipality
 * @typedef {'fits' | 'caution' | 'no'} Verdict
 *
 * @typedef {object} Reason
 * @property {string} question
 * @property {string} answer
 * @property {Verdict} verdict
 * @property {string} [ages] for which it holds, as `agesOf` reads them
 */

/**
 * An initiative with all its reasons; a page knows more of each.
 * @template {Reason} [R=Reason]
 * @typedef {{slug: string, name: string, reasons: R[]}} Fit
 */

/**
 * An initiative with what answers mean for it.
 * @template {Reason} [R=Reason]
 * @template {Fit<R>} [F=Fit<R>]
 * @typedef {{fit: F, verdict: Verdict, reasons: R[]}} Judged
 */

/** @type {Verdict[]} */
const WORST = ['fits', 'caution', 'no']
const SKIPPED = 'weet-niet' // in the address
const UNSAID = '-' // whom an initiative is for, where nothing was said of what would help
export const EXPECTING = 'op-komst'
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

/**
 * Ages as they stand in a page: youngest, oldest, whether before birth, whether it differs from place to place.
 * @param {string} text
 */
export function agesOf(text) {
  const [min, max, expecting, varies, youngest] = text.split(' ').map(Number)
  return { min, max, expecting: expecting === 1, varies: varies === 1, youngest: youngest === 1 }
}

/**
 * What an age means: `fits`, `no`, or `caution` where it only begins after birth, differs from place to place, holds
 * for a part of the group, or is for families that have a younger child as well.
 * @param {string} age
 * @param {string} ages
 * @returns {Verdict}
 */
export function verdictOfAge(age, ages) {
  const { min, max, expecting, varies, youngest } = agesOf(ages)
  if (age === EXPECTING) {
    if (!expecting) return min === 0 ? 'caution' : 'no'
    return varies ? 'caution' : 'fits'
  }
  const { from, to } = yearsOf(age)
  if (to < min) return 'no'
  if (from > max) return youngest ? 'caution' : 'no'
  return varies || from < min || to > max ? 'caution' : 'fits'
}

/**
 * What the ages of several children mean: `no` where it is for none of them, `caution` where not for all. Where one
 * child is young enough, an older brother or sister may belong to it.
 * @param {string} answer
 * @param {string} ages
 * @returns {Verdict}
 */
export function verdictOfAges(answer, ages) {
  const each = agesIn(answer).map(age => verdictOfAge(age, ages))
  if (agesOf(ages).youngest && each.includes('fits')) return 'fits'
  if (each.every(verdict => verdict === 'no')) return 'no'
  return each.every(verdict => verdict === 'fits') ? 'fits' : 'caution'
}

/**
 * The reasons that belong to these answers, each with its verdict, and the worst of them.
 * @template {Reason} R
 * @param {R[]} reasons
 * @param {Answers} answers
 * @param {{ages?: string, place?: string} | null} [here] the offer in the chosen municipality; `null` where it is not
 *   there, `undefined` where no municipality was chosen
 * @returns {{verdict: Verdict, reasons: R[]}}
 */
export function judge(reasons, answers, here) {
  /** @type {R[]} */
  const found = []
  const isAsked = Object.values(answers).some(Boolean)
  for (const reason of reasons) {
    const answer = answers[reason.question] || (isAsked && reason.question === 'helpt' ? UNSAID : '')
    if (!answer) continue
    if (reason.question === AGE) {
      const ages = here?.ages ?? reason.ages
      found.push({ ...reason, verdict: ages ? verdictOfAges(answer, ages) : reason.verdict })
    } else if (reason.answer === answer) {
      const local = reason.question === 'plek' && here?.place
      found.push(local ? { ...reason, verdict: local === answer ? 'fits' : 'no' } : reason)
    }
  }
  /** @type {Verdict[]} */
  const verdicts = found.map(({ verdict }) => verdict)
  if (here === null) verdicts.push('caution')
  const worst = Math.max(0, ...verdicts.map(verdict => WORST.indexOf(verdict)))
  return { verdict: WORST[worst], reasons: found }
}

/**
 * Each initiative with what these answers mean for it, in the same order.
 * @template {Reason} R
 * @template {Fit<R>} F
 * @param {(F & Fit<R>)[]} fits
 * @param {Answers} answers
 * @param {Municipality | null} place
 * @returns {Judged<R, F>[]}
 */
export function judgeAll(fits, answers, place) {
  /** @param {Fit<R>} fit */
  const here = ({ slug }) => (place && !place.isLost ? place.offers.get(slug) ?? null : undefined)
  return fits.map(fit => ({ fit, ...judge(fit.reasons, answers, here(fit)) }))
}

/**
 * The initiatives that are offered in a municipality and may fit.
 * @param {Judged[]} judged
 * @param {Municipality} place
 */
export const possibleIn = (judged, place) =>
  judged.filter(({ fit, verdict }) => verdict !== 'no' && place.offers.has(fit.slug)).map(({ fit }) => fit.slug)

/**
 * The next step in a municipality: where only one initiative may fit and it has a contact of its own, that one.
 * @param {Municipality} place
 * @param {string[]} possible
 */
export const stepIn = (place, possible) =>
  (possible.length === 1 && place.offers.get(possible[0])?.next) || place.next

/**
 * True where the people of a kind have to do with a child of one of these ages; where nothing was said, all have.
 * @param {string} ages
 * @param {string} [answer]
 */
export const isForAge = (ages, answer) => !answer || agesIn(answer).some(age =>
  age === EXPECTING ? agesOf(ages).expecting : verdictOfAge(age, ages) !== 'no')
