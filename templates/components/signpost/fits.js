// One initiative in the outcome: the reasons that belong to the answers, in their words for the chosen municipality.

import { element, link } from './elements.js'
import { fillApart as fill } from '../words/messages.js'
import { agesOf, EXPECTING } from './rules.js'

/**
 * @typedef {import('./municipality.js').Municipality} Municipality
 * @typedef {import('./municipality.js').Offer} Offer
 * @typedef {import('./rules.js').Judged} Judged
 */

/**
 * The initiatives of the page with all their reasons, as rules.js wants them.
 * @param {HTMLElement} root
 */
export const fitsIn = root => [...root.querySelectorAll('.fit')].map(article => ({
  article,
  slug: article.dataset.initiative,
  name: article.querySelector('.fit__name').textContent,
  reasons: [...article.querySelectorAll('.fit__all > li')].map(line => ({ element: line, ...line.dataset }))
}))

/** The way to a fact on the page of an offer, in the words that lead to that of the whole country. */
function factLink({ href }, topic, line) {
  const copy = line.querySelector('.fact-link').cloneNode(true)
  copy.href = `${href}#${topic}`
  return copy
}

/** What must be asked of the age: from when, or which. */
const askAboutAge = (age, ages, messages) =>
  ` ${age === EXPECTING && !agesOf(ages).expecting ? messages.unborn : messages.varies}`

/**
 * A reason in words: those of the page, or those of the municipality where it is otherwise there.
 * @returns {Node[]}
 */
function wordsOf(reason, place, offer, answers, messages) {
  const line = reason.element.cloneNode(true)
  const ages = offer?.ages ?? reason.ages
  if (reason.question === 'leeftijd') {
    if (offer?.ages && offer.ages !== reason.ages) {
      const words = fill(messages.age_here, { place: place.name, ages: offer.ages_words })
      line.replaceChildren(words, ' ', factLink(offer, 'ages', line))
    }
    if (reason.verdict === 'caution' && ages) line.append(askAboutAge(answers.leeftijd, ages, messages))
  }
  if (reason.question === 'plek' && reason.verdict !== reason.element.dataset.verdict) {
    const words = `${fill(messages.here, { place: place.name })} ${offer.place_words}. `
    line.replaceChildren(words, factLink(offer, 'place', line))
  }
  return [...line.childNodes]
}

/**
 * Whether it is there in the chosen municipality: whose it is, or where else to ask.
 * @returns {['fits' | 'caution', (Node | string)[]]}
 */
function presence(article, place, offer, messages) {
  if (offer) {
    const name = link(offer.href, element('bdi', {}, offer.name))
    return ['fits', [`${fill(messages.here, { place: place.name })} `, name, '. ', offer.status]]
  }
  const site = article.querySelector('.fit__site').cloneNode(true)
  site.hidden = false
  return ['caution', [`${fill(messages.absent, { place: place.name })} `, site]]
}

/**
 * Shows an initiative with its reasons, in the group where it belongs.
 * @param {HTMLElement} root
 * @param {Judged} judged
 * @param {{place: Municipality | null, answers: object, messages: object}} shown
 */
export function showFit(root, { fit: { article, slug }, verdict, reasons }, { place, answers, messages }) {
  const offer = place?.offers.get(slug)
  const lists = article.querySelector('.fit__reasons')
  const listOf = kind => lists.querySelector(`ul[data-verdict=${kind}]`)
  const said = reasons.map(reason => [reason.verdict, wordsOf(reason, place, offer, answers, messages)])
  if (place && !place.isLost) said.push(presence(article, place, offer, messages))
  for (const line of lists.querySelectorAll('li')) line.remove()
  for (const [kind, words] of said) listOf(kind).append(element('li', {}, ...words))
  for (const part of lists.children) part.hidden = !listOf(part.dataset.verdict).children.length
  article.hidden = false
  root.querySelector(`.outcome__group[data-verdict=${verdict}]`).append(article)
}
