// The outcome: a card with who fits, and folded what to watch, what does not fit, whom to call in the chosen
// municipality, and who else thinks along. Of each initiative it has the reasons that belong to the answers, in their
// words for that municipality.

import { AGE, isAnswered } from './address.js'
import { askAboutAges } from './ages-in-words.js'
import { isForAge, judgeAll, stepIn } from './answers.js'
import { cardOf, directOn, showCard } from './card.js'
import { all, copyOf, element, link, one } from './elements.js'
import { childOf } from './questions.js'
import { fillApart as fill, list, listQuoted } from '../words/messages.js'
import { nextStep } from './whom-to-call.js'

/**
 * @typedef {import('./address.js').Answers} Answers
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
 * A reason in words: those of the page, or those of the municipality where it is otherwise there.
 * @param {HTMLElement} root
 * @param {Reason} reason
 * @param {string} place
 * @param {Offer | undefined} offer
 * @param {Answers} answers
 * @param {Messages} messages
 * @returns {Node[]}
 */
function wordsOf(root, reason, place, offer, answers, messages) {
  const line = copyOf(reason.element)
  const ages = offer?.ages ?? reason.ages
  if (reason.question === AGE) {
    if (offer?.ages && offer.ages !== reason.ages) {
      const words = fill(messages.age_here, { place, ages: offer.ages_words ?? '' })
      line.replaceChildren(words, ' ', factLink(offer, 'ages', line))
    }
    /** @param {string} age */
    const child = age => childOf(root, age)
    if (ages) one('.fact-link', line).before(askAboutAges(answers.leeftijd, ages, messages, child), ' ')
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
 * @param {{group: string, place: Municipality | null, wordsOf: (reason: Reason) => Node[], messages: Messages}} shown
 */
function showFit(root, { fit: { article, slug }, verdict, reasons }, { group, place, wordsOf, messages }) {
  const lists = one('.fit__reasons', article)
  /** @param {string | undefined} kind */
  const listOf = kind => one(`ul[data-verdict=${kind}]`, lists)
  /** @type {Said[]} */
  const said = reasons.map(reason => [reason.verdict, wordsOf(reason)])
  if (place && !place.isLost) said.push(presence(article, place.name, place.offers.get(slug), messages))
  for (const line of all('li', lists)) line.remove()
  for (const [kind, words] of said) listOf(kind).append(element('li', {}, ...words))
  for (const part of all(':scope > *', lists)) part.hidden = !listOf(part.dataset.verdict).children.length
  article.dataset.verdict = verdict
  one(`.outcome__group[data-group=${group}]`, root).append(article)
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
 * @param {{isUnanswered: boolean, elsewhere?: string, messages: Messages}} said
 * @returns {string[]}
 */
export function sentencesOf(names, { isUnanswered, elsewhere, messages }) {
  if (elsewhere) return [`${messages.elsewhere}: ${elsewhere}`]
  if (isUnanswered) return [messages.unanswered]
  const named = Object.entries(names).filter(([, found]) => found.length)
  return named.map(([verdict, found]) => fill(messages[verdict], { names: list(found) }))
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
 * Puts the next step in the chosen municipality in its fold.
 * @param {HTMLElement} root
 * @param {Municipality} place
 * @param {import('./card.js').Card} card
 * @param {Messages} messages
 */
function showPlace(root, place, card, messages) {
  const { possible } = card
  const lead = leadOf(place, possible, messages)
  const shown = { place: place.name, lead, possible, direct: directOn(card, place), words: messages }
  const template = /** @type {HTMLTemplateElement} */ (one('.next-step', root))
  const next = nextStep(template, stepIn(place, possible), shown)
  one('.outcome__place', root).replaceChildren(next)
}

/**
 * Shows what helps where no initiative does; in danger the number to call, and little else.
 * @param {HTMLElement} root
 * @param {HTMLElement | undefined} other
 * @param {Messages} messages
 */
function showElsewhere(root, other, messages) {
  for (const section of all('[data-elsewhere]', root)) section.hidden = section !== other
  const alarm = other?.querySelector('.alarm__first h2')?.textContent
  const head = one('.reply', root)
  for (const part of all('.ground, .reply__houses', head)) part.hidden = Boolean(other)
  one('.outcome__folds', root).hidden = Boolean(alarm)
  if (!other) return
  head.className = 'reply'
  one('.reply__over', head).textContent = ''
  one('.reply__names', head).textContent = alarm ?? messages.elsewhere
  one('.reply__direct', head).hidden = true
}

/**
 * Shows what belongs to the answers.
 * @param {HTMLElement} root
 * @param {Fit[]} fits
 * @param {Messages} messages
 * @param {Asked} asked
 */
export function showOutcome(root, fits, messages, { answers, place }) {
  const other = all('[data-elsewhere]', root).find(each => each.dataset.elsewhere === answers.helpt)
  const isUnanswered = !isAnswered(answers)
  const judged = judgeAll(fits, answers, place)
  const elsewhere = other?.querySelector('h3')?.textContent ?? ''
  const alarm = other && all('.alarm__first :is(h2, .call)', other).map(part => part.textContent)
  const lines = alarm?.length ? alarm : sentencesOf(namesByVerdict(judged), { isUnanswered, elsewhere, messages })
  const card = cardOf(judged, place, isUnanswered)
  /**
   * @param {Judged} judged
   * @param {Reason} reason
   */
  const words = ({ fit: { slug } }, reason) =>
    wordsOf(root, reason, place?.name ?? '', place?.offers.get(slug), answers, messages)
  one('.outcome__said', root).textContent = lines.join(' ')
  showCard(root, card, { place, messages, wordsOf: words })
  showElsewhere(root, other, messages)
  for (const each of judged) {
    const group = card.picks.includes(each) ? 'card' : each.verdict
    showFit(root, each, { group, place, wordsOf: reason => words(each, reason), messages })
  }
  for (const group of all('.outcome__group', root)) {
    const shown = all('.fit', group)
    const names = shown.map(fit => one('.fit__name', fit).textContent ?? '')
    group.hidden = Boolean(other) || !shown.length
    one('.outcome__names', group).textContent = group.dataset.group === 'card' ? '' : `: ${list(names)}`
  }
  for (const line of all('.outcome__people [data-ages]', root)) {
    line.hidden = !isForAge(line.dataset.ages ?? '', answers.leeftijd)
  }
  one('.outcome__next', root).hidden = !place || place.isLost || Boolean(other)
  if (place && !place.isLost) showPlace(root, place, card, messages)
}
