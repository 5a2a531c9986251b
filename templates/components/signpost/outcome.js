// The outcome: what fits, what to watch, whom to call in the chosen municipality, and who else thinks along. Of each
// initiative it shows the reasons that belong to the answers, in their words for that municipality.

import { agesOf, EXPECTING, isAnswered, isForAge, judgeAll, possibleIn, stepIn } from './answers.js'
import { all, copyOf, element, link, one } from './elements.js'
import { fillApart as fill, list, listQuoted } from '../words/messages.js'
import { forProfessionals, nextStep } from './whom-to-call.js'

/**
 * @typedef {import('./answers.js').Answers} Answers
 * @typedef {import('./answers.js').Verdict} Verdict
 * @typedef {import('./municipality.js').Municipality} Municipality
 * @typedef {import('./municipality.js').Offer} Offer
 * @typedef {import('../words/messages.js').Messages} Messages
 *
 * @typedef {import('./answers.js').Reason & {element: HTMLElement}} Reason with the line of the page that says it
 * @typedef {import('./answers.js').Fit<Reason> & {article: HTMLElement}} Fit
 * @typedef {import('./answers.js').Judged<Reason, Fit>} Judged
 * @typedef {[Verdict, (Node | string)[]]} Said
 * @typedef {Record<Verdict, string[]>} Names of initiatives by verdict
 *
 * @typedef {object} Asked what the outcome is about
 * @property {Answers} answers that were chosen on this page
 * @property {Municipality | null} place
 * @property {string[]} unknown words in the address that are no answer
 */

/**
 * The initiatives of the page with all their reasons, as answers.js wants them.
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
const askAboutAge = (age, ages, messages) => {
  const { max, expecting, youngest } = agesOf(ages)
  if (age === EXPECTING && !expecting) return ` ${messages.unborn}`
  return ` ${youngest && Number(age) > max ? messages.youngest : messages.varies}`
}

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
function showFit(root, { fit: { article, slug }, verdict, reasons }, { place, answers, messages }) {
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

/**
 * The names of the initiatives by verdict.
 * @param {Judged[]} judged
 */
export function namesByVerdict(judged) {
  /** @type {Names} */
  const names = { fits: [], caution: [], no: [] }
  for (const { fit, verdict } of judged) names[verdict].push(fit.name)
  return names
}

/**
 * The sentences for who does not see the outcome.
 * @param {Names} names
 * @param {{isUnanswered: boolean, elsewhere?: string, unknown: string[], messages: Messages}} said
 * @returns {string[]}
 */
export function sentencesOf(names, { isUnanswered, elsewhere, unknown, messages }) {
  const lines = unknown.length ? [fill(messages.unknown, { words: listQuoted(unknown) })] : []
  if (elsewhere) return [...lines, `${messages.elsewhere}: ${elsewhere}`]
  if (isUnanswered) return [...lines, messages.unanswered]
  const named = Object.entries(names).filter(([, found]) => found.length)
  return [...lines, ...named.map(([verdict, found]) => fill(messages[verdict], { names: list(found) }))]
}

/**
 * The sentence above the next step.
 * @param {Municipality} place
 * @param {string[]} possible
 * @param {Messages} messages
 */
export function leadOf(place, possible, messages) {
  if (place.offers.size && !possible.length) return fill(messages.ask, { place: place.name })
  return stepIn(place, possible).lead ?? ''
}

/**
 * Shows the next step in the chosen municipality, or that it did not load.
 * @param {HTMLElement} root
 * @param {Municipality} place
 * @param {string[]} possible
 * @param {Messages} messages
 */
function showPlace(root, place, possible, messages) {
  const box = one('.outcome__place', root)
  if (place.isLost) {
    const words = `${fill(messages.lost, { place: place.name })} `
    box.replaceChildren(element('p', {}, words, link(place.address.href, place.name)))
    return
  }
  const { professionals } = 'all' in root.dataset ? place : { professionals: [] }
  const shown = { place: place.name, lead: leadOf(place, possible, messages), possible, words: messages }
  const template = /** @type {HTMLTemplateElement} */ (one('.next-step', root))
  const next = nextStep(template, stepIn(place, possible), shown)
  box.replaceChildren(...(professionals.length ? [forProfessionals(professionals, messages)] : []), next)
}

/**
 * Shows what helps where no initiative does; in danger the numbers first, and little else.
 * @param {HTMLElement} root
 * @param {HTMLElement | undefined} other
 */
function showElsewhere(root, other) {
  for (const section of all('[data-elsewhere]', root)) section.hidden = section !== other
  const numbers = other?.querySelector('.elsewhere__numbers')
  if (numbers && !numbers.children.length) numbers.append(copyOf(one('.safety__list')))
  for (const name of ['people', 'keep']) one(`.outcome__${name}`, root).hidden = Boolean(numbers)
}

/**
 * Shows the groups in which there is something, with what is there in the place before what is not.
 * @param {HTMLElement} root
 * @param {Names} names
 * @param {Municipality | null} place
 * @param {boolean} isElsewhere
 */
function showGroups(root, names, place, isElsewhere) {
  for (const [verdict, found] of Object.entries(names)) {
    const group = one(`.outcome__group[data-verdict=${verdict}]`, root)
    group.hidden = isElsewhere || !found.length
    const shown = all('.fit', group)
    if (place) group.append(...shown.filter(({ dataset }) => !place.offers.has(dataset.initiative ?? '')))
  }
}

/**
 * Shows what belongs to the answers.
 * @param {HTMLElement} root
 * @param {Fit[]} fits
 * @param {Messages} messages
 * @param {Asked} asked
 */
export function showOutcome(root, fits, messages, { answers, place, unknown }) {
  const other = all('[data-elsewhere]', root).find(each => each.dataset.elsewhere === answers.helpt)
  const isUnanswered = !isAnswered(answers)
  const judged = judgeAll(fits, answers, place)
  const names = namesByVerdict(judged)
  const elsewhere = other?.querySelector('h3')?.textContent ?? ''
  const lines = sentencesOf(names, { isUnanswered, elsewhere, unknown, messages })
  one('#uitkomst', root).textContent = other ? messages.elsewhere : messages.fitting
  one('#groep-fits', root).textContent = isUnanswered ? messages.all : messages.some
  one('.outcome__nothing', root).hidden = Boolean(other) || names.fits.length + names.caution.length > 0
  one('.outcome__said', root).replaceChildren(...lines.map(line => element('span', {}, `${line} `)))
  showElsewhere(root, other)
  for (const each of judged) showFit(root, each, { place, answers, messages })
  showGroups(root, names, place, Boolean(other))
  for (const line of all('.outcome__people [data-ages]', root)) {
    line.hidden = !isForAge(line.dataset.ages ?? '', answers.leeftijd)
  }
  for (const where of all('.outcome__where', root)) where.hidden = Boolean(place)
  one('.outcome__place', root).hidden = !place || Boolean(other)
  if (place) showPlace(root, place, possibleIn(judged, place), messages)
}
