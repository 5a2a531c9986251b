// What answers mean for an initiative, from its reasons and from what differs in a municipality. It knows no page.

import { AGE, agesIn, yearsOf } from './address.js'

/**
 * @typedef {import('./address.js').Answers} Answers
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
const UNSAID = '-' // whom an initiative is for, where nothing was said of what would help
export const EXPECTING = 'op-komst'

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
 * What several answers to one question mean together: what fits a part of them must be asked.
 * @param {Verdict[]} verdicts
 * @returns {Verdict}
 */
function together(verdicts) {
  if (verdicts.every(each => each === 'fits')) return 'fits'
  return verdicts.every(each => each === 'no') ? 'no' : 'caution'
}

/**
 * The reasons that belong to these answers, each with its verdict, and the worst of them. Several answers to a question
 * have a comma between them.
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
    } else if (answer.split(',').includes(reason.answer)) {
      const local = reason.question === 'plek' && here?.place
      found.push(local ? { ...reason, verdict: local === answer ? 'fits' : 'no' } : reason)
    }
  }
  const asked = new Set(found.map(({ question }) => question))
  const verdicts = [...asked].map(name =>
    together(found.filter(({ question }) => question === name).map(({ verdict }) => verdict)))
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
