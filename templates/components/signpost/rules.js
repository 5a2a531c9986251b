// What answers mean for an initiative: from its reasons, and from what differs in a municipality. It knows no page.

/**
 * @typedef {import('./answers.js').Answers} Answers
 * @typedef {import('./municipality.js').Municipality} Municipality
 * @typedef {'fits' | 'caution' | 'no'} Verdict
 *
 * @typedef {object} Reason
 * @property {string} question
 * @property {string} answer
 * @property {Verdict} verdict
 * @property {string} [ages] for which it holds, as `agesOf` reads them
 *
 * @typedef {{slug: string, name: string, reasons: Reason[]}} Fit an initiative with all its reasons
 * @typedef {{fit: Fit, verdict: Verdict, reasons: Reason[]}} Judged
 */

const WORST = ['fits', 'caution', 'no']
const UNSAID = '-' // whom an initiative is for, where nothing was said of what would help
export const EXPECTING = 'op-komst'

/**
 * Ages as they stand in a page: youngest, oldest, whether before birth, whether it differs from place to place.
 * @param {string} text
 */
export function agesOf(text) {
  const [min, max, expecting, varies] = text.split(' ').map(Number)
  return { min, max, expecting: expecting === 1, varies: varies === 1 }
}

/**
 * What an age means: `fits`, `no`, or `caution` where it only begins after birth or differs from place to place.
 * @param {string} age
 * @param {string} ages
 * @returns {Verdict}
 */
export function verdictOfAge(age, ages) {
  const { min, max, expecting, varies } = agesOf(ages)
  if (age === EXPECTING) {
    if (!expecting) return min === 0 ? 'caution' : 'no'
    return varies ? 'caution' : 'fits'
  }
  const years = Number(age)
  if (years < min || years > max) return 'no'
  return varies ? 'caution' : 'fits'
}

/**
 * The reasons that belong to these answers, each with its verdict, and the worst of them.
 * @param {Reason[]} reasons
 * @param {Answers} answers
 * @param {{ages?: string, place?: string} | null} [here] the offer in the chosen municipality; `null` where it is not
 *   there, `undefined` where no municipality was chosen
 * @returns {{verdict: Verdict, reasons: Reason[]}}
 */
export function judge(reasons, answers, here) {
  const found = []
  const isAsked = Object.values(answers).some(Boolean)
  for (const reason of reasons) {
    const answer = answers[reason.question] || (isAsked && reason.question === 'helpt' ? UNSAID : '')
    if (!answer) continue
    if (reason.question === 'leeftijd') {
      const ages = here?.ages ?? reason.ages
      found.push({ ...reason, verdict: ages ? verdictOfAge(answer, ages) : reason.verdict })
    } else if (reason.answer === answer) {
      const isLocal = reason.question === 'plek' && here?.place
      found.push(isLocal ? { ...reason, verdict: here.place === answer ? 'fits' : 'no' } : reason)
    }
  }
  const verdicts = [...found.map(({ verdict }) => verdict), ...(here === null ? ['caution'] : [])]
  const worst = Math.max(0, ...verdicts.map(verdict => WORST.indexOf(verdict)))
  return { verdict: WORST[worst], reasons: found }
}

/**
 * Each initiative with what these answers mean for it, in the same order.
 * @param {Fit[]} fits
 * @param {Answers} answers
 * @param {Municipality | null} place
 * @returns {Judged[]}
 */
export function judgeAll(fits, answers, place) {
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
 * True where the people of a kind have to do with a child of this age; where nothing was said, all have.
 * @param {string} ages
 * @param {string} [age]
 */
export function isForAge(ages, age) {
  if (age === EXPECTING) return agesOf(ages).expecting
  return !age || verdictOfAge(age, ages) !== 'no'
}
