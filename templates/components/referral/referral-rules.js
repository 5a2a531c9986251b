// What the initiatives mean for the answers: the rules for who is here stand in the page, those of others in a file.

import { AGE } from '../signpost/address.js'
import { askAboutAges } from '../signpost/ages-in-words.js'
import { judgeAll } from '../signpost/answers.js'
import { all, one } from '../signpost/elements.js'

/**
 * @typedef {import('../signpost/address.js').Answers} Answers
 * @typedef {import('../words/messages.js').Messages} Messages
 * @typedef {import('../signpost/answers.js').Reason & {text: string}} Reason
 * @typedef {import('../signpost/answers.js').Fit<Reason> & {isUnsure?: boolean}} Fit
 * @typedef {import('../signpost/answers.js').Judged<Reason, Fit>} Judged
 * @typedef {{name: string, href: string, site: string, sheet?: string, how?: string, reasons: Reason[]}} Rule
 * @typedef {Fit & Rule} Away an initiative that is not in the municipality, with the first of how to refer to it
 * @typedef {Record<string, Rule>} Rules as they stand in the file
 */

/**
 * The initiatives of the page with all their reasons.
 * @returns {Fit[]}
 */
export const fitsHere = () => all('.pick[data-initiative]').map(({ dataset: { initiative = '', unsure } }) => ({
  slug: initiative,
  isUnsure: unsure !== undefined,
  name: one(`.pick[data-initiative="${initiative}"] .pick__name`).textContent ?? '',
  reasons: all(`.meanings li[data-initiative="${initiative}"]`).map(line =>
    /** @type {Reason} */ ({ ...line.dataset, text: one('span', line).textContent ?? '' }))
}))

/**
 * The initiatives that are not here; none where the file does not load.
 * @param {string | undefined} address
 * @param {Fit[]} here
 * @returns {Promise<{away: Away[], isLost: boolean}>}
 */
export async function fitsAway(address, here) {
  if (!address) return { away: [], isLost: false }
  try {
    const url = new URL(address, location.href)
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(answer.statusText)
    /** @type {Rules} */
    const rules = await answer.json()
    const others = Object.entries(rules).filter(([slug]) => !here.some(fit => fit.slug === slug))
    const seen = (/** @type {string} */ href) => new URL(href, url).href
    return {
      away: others.map(([slug, each]) =>
        ({ ...each, slug, href: seen(each.href), sheet: each.sheet && seen(each.sheet) })),
      isLost: false
    }
  } catch {
    return { away: [], isLost: true }
  }
}

/**
 * Each initiative with what the answers mean for it.
 * @template {Fit} F
 * @param {F[]} fits
 * @param {Answers} answers
 */
export const judged = (fits, answers) =>
  /** @type {import('../signpost/answers.js').Judged<Reason, F>[]} */ (judgeAll(fits, answers, null))

/**
 * Why, in the sentences that belong to the answers: for what fits also what to watch, for what does not only that.
 * @param {Judged} judged
 * @param {Answers} answers
 * @param {Messages} messages
 * @param {(age: string) => string} childOf
 */
export function whyOf({ verdict, reasons }, answers, messages, childOf) {
  /** @param {Reason} reason */
  const said = reason => reason.question === AGE && reason.ages
    ? `${reason.text}${askAboutAges(answers[AGE], reason.ages, messages, childOf)}`
    : reason.text
  const of = (/** @type {string} */ kind) => reasons.filter(each => each.verdict === kind)
  const against = [...of('no'), ...of('caution')]
  const fits = verdict === 'no' ? [] : of('fits').filter(({ question }) => question === 'helpt')
  /** @param {Reason[]} some */
  const sentences = some => [...new Set(some.map(said))].join(' ')
  return known([sentences(fits), against.length && verdict !== 'no' ? messages.watch : '', sentences(against)])
}

/** @param {(string | 0)[]} parts */
const known = parts => parts.filter(Boolean).join(' ')
