// One initiative in the outcome: the reasons that belong to the answers, in their words for the chosen municipality.

import { all, copyOf, element, link, one } from './elements.js'
import { fillApart as fill } from '../words/messages.js'
import { agesOf, EXPECTING } from './rules.js'

/**
 * @typedef {import('./municipality.js').Municipality} Municipality
 * @typedef {import('./municipality.js').Offer} Offer
 * @typedef {import('./answers.js').Answers} Answers
 * @typedef {import('../words/messages.js').Messages} Messages
 *
 * @typedef {import('./rules.js').Reason & {element: HTMLElement}} Reason with the line of the page that says it
 * @typedef {import('./rules.js').Fit<Reason> & {article: HTMLElement}} Fit
 * @typedef {import('./rules.js').Judged<Reason, Fit>} Judged
 * @typedef {[import('./rules.js').Verdict, (Node | string)[]]} Said
 */

/**
 * The initiatives of the page with all their reasons, as rules.js wants them.
 * @param {HTMLElement} root
 * @returns {Fit[]}
 */
export const fitsIn = root => all('.fit', root).map(article => ({
  article,
  slug: article.dataset.initiative ?? '',
  name: one('.fit__name', article).textContent ?? '',
  reasons: all('.fit__all > li', article).map(line => /** @type {Reason} */ ({ element: line, ...line.dataset }))
}))

/**
 * The way to a fact on the page of an offer, in the words that lead to that of the whole country.
 * @param {Offer} offer
 * @param {string} topic
 * @param {HTMLElement} line
 */
function factLink({ href }, topic, line) {
  const copy = copyOf(/** @type {HTMLAnchorElement} */ (one('.fact-link', line)))
  copy.href = `${href}#${topic}`
  return copy
}

/**
 * What must be asked of the age: from when, or which.
 * @param {string} age
 * @param {string} ages
 * @param {Messages} messages
 */
const askAboutAge = (age, ages, messages) =>
  ` ${age === EXPECTING && !agesOf(ages).expecting ? messages.unborn : messages.varies}`

/**
 * A reason in words: those of the page, or those of the municipality where it is otherwise there.
 * @param {Reason} reason
 * @param {string} place
 * @param {Offer | undefined} offer
 * @param {Answers} answers
 * @param {Messages} messages
 * @returns {Node[]}
 */
function wordsOf(reason, place, offer, answers, messages) {
  const line = copyOf(reason.element)
  const ages = offer?.ages ?? reason.ages
  if (reason.question === 'leeftijd') {
    if (offer?.ages && offer.ages !== reason.ages) {
      const words = fill(messages.age_here, { place, ages: offer.ages_words ?? '' })
      line.replaceChildren(words, ' ', factLink(offer, 'ages', line))
    }
    if (reason.verdict === 'caution' && ages) line.append(askAboutAge(answers.leeftijd, ages, messages))
  }
  if (offer && reason.question === 'plek' && reason.verdict !== reason.element.dataset.verdict) {
    const words = `${fill(messages.here, { place })} ${offer.place_words}. `
    line.replaceChildren(words, factLink(offer, 'place', line))
  }
  return [...line.childNodes]
}

/**
 * Whether it is there in the chosen municipality: whose it is, or where else to ask.
 * @param {HTMLElement} article
 * @param {string} place
 * @param {Offer | undefined} offer
 * @param {Messages} messages
 * @returns {Said}
 */
function presence(article, place, offer, messages) {
  if (offer) {
    const name = link(offer.href, element('bdi', {}, offer.name))
    return ['fits', [`${fill(messages.here, { place })} `, name, '. ', offer.status]]
  }
  const site = copyOf(one('.fit__site', article))
  site.hidden = false
  return ['caution', [`${fill(messages.absent, { place })} `, site]]
}

/**
 * Shows an initiative with its reasons, in the group where it belongs.
 * @param {HTMLElement} root
 * @param {Judged} judged
 * @param {{place: Municipality | null, answers: Answers, messages: Messages}} shown
 */
export function showFit(root, { fit: { article, slug }, verdict, reasons }, { place, answers, messages }) {
  const offer = place?.offers.get(slug)
  const lists = one('.fit__reasons', article)
  /** @param {string | undefined} kind */
  const listOf = kind => one(`ul[data-verdict=${kind}]`, lists)
  const name = place?.name ?? ''
  /** @type {Said[]} */
  const said = reasons.map(reason => [reason.verdict, wordsOf(reason, name, offer, answers, messages)])
  if (place && !place.isLost) said.push(presence(article, name, offer, messages))
  for (const line of all('li', lists)) line.remove()
  for (const [kind, words] of said) listOf(kind).append(element('li', {}, ...words))
  for (const part of all(':scope > *', lists)) part.hidden = !listOf(part.dataset.verdict).children.length
  article.hidden = false
  one(`.outcome__group[data-verdict=${verdict}]`, root).append(article)
}
