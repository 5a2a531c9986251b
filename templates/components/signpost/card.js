// The card with which the outcome begins: who fits, why in a sentence each, and the one thing to do now.

import { possibleIn, stepIn } from './answers.js'
import { all, element, known, one } from './elements.js'
import { either, fillApart as fill } from '../words/messages.js'
import { signUp, whenToCall } from './whom-to-call.js'

const FEW = 2 // who are named over the card, with all that is to be known

/**
 * @typedef {import('./municipality.js').Contact} Contact
 * @typedef {import('./municipality.js').Municipality} Municipality
 * @typedef {import('./municipality.js').NextStep} NextStep
 * @typedef {import('../words/messages.js').Messages} Messages
 * @typedef {import('./outcome.js').Judged} Judged
 * @typedef {import('./outcome.js').Reason} Reason
 *
 * @typedef {'all' | 'fits' | 'here' | 'away' | 'maybe' | 'maybe_here' | 'maybe_away' | 'nothing'} Kind who the card is
 *   about: all, where nothing was answered; who fits, who fits and is there, who fits but is not there; who may; nobody
 * @typedef {{kind: Kind, picks: Judged[], possible: string[]}} Card with those in the municipality that it may lead to
 */

/**
 * Who the card is about. All who fit alike are on it: none goes before another.
 * @param {Judged[]} judged
 * @param {Municipality | null} place
 * @param {boolean} isUnanswered
 * @returns {Card}
 */
export function cardOf(judged, place, isUnanswered) {
  const known = place && !place.isLost ? place : null
  const fits = judged.filter(({ verdict }) => verdict === 'fits')
  const possible = known ? possibleIn(judged, known) : []
  /** @param {Judged} judged */
  const isThere = ({ fit }) => Boolean(known?.offers.has(fit.slug))
  if (fits.length && !known) return { kind: isUnanswered ? 'all' : 'fits', picks: fits, possible }
  if (fits.length) return { kind: 'here', picks: fits, possible: fits.map(({ fit }) => fit.slug) }
  const maybe = judged.filter(({ verdict }) => verdict === 'caution')
  const away = maybe.filter(each => known && !isThere(each) && each.reasons.every(({ verdict }) => verdict === 'fits'))
  if (away.length) return { kind: 'away', picks: away, possible }
  if (!maybe.length) return { kind: 'nothing', picks: [], possible }
  const there = maybe.filter(isThere)
  if (there.length) return { kind: 'maybe_here', picks: there, possible }
  return { kind: known ? 'maybe_away' : 'maybe', picks: maybe, possible }
}

/**
 * Why it fits, in the reason that answers what would help; where few may fit, also what to watch.
 * @param {Judged} judged
 * @param {boolean} isFew
 * @param {(reason: Reason) => Node[]} wordsOf a reason
 * @returns {(Node | string)[]}
 */
function whyOf({ fit, reasons }, isFew, wordsOf) {
  const said = reasons.filter(({ question, verdict }) =>
    question === 'helpt' || (isFew && verdict === 'caution'))
  if (!said.length) return [one('.fit__summary', fit.article).textContent ?? '']
  return said.flatMap(reason => [' ', ...wordsOf(reason).filter(node =>
    !(node instanceof HTMLElement && node.classList.contains('fact-link')))])
}

/** @param {...(Node | string)} words */
const note = (...words) => element('p', { className: 'ground__note' }, ...words)

/**
 * What to know before calling a desk.
 * @param {Contact} desk
 */
function notesOf(desk) {
  const age = element('span', { className: `checked checked--${desk.mark}` }, desk.checked)
  return [...whenToCall(desk), note(...known([desk.general, ' ', age]))]
}

/**
 * The initiative that is alone on the card, where it is offered.
 * @param {Card} card
 */
const aloneOn = ({ kind, picks }) => (kind === 'here' && picks.length === 1 ? picks[0].fit.slug : '')

/**
 * The way to sign up by itself that stands on the card, and so nowhere else.
 * @param {Card} card
 * @param {Municipality | null} place
 */
export function directOn(card, place) {
  /** @type {NextStep} */
  const { offers = [] } = place && !place.isLost ? stepIn(place, card.possible) : {}
  return offers.find(({ initiative }) => initiative === aloneOn(card))
}

/**
 * Shows the one thing to do: choosing where, calling, or a page; beside a number the way of the initiative itself.
 * @param {HTMLElement} box
 * @param {Card} card
 * @param {Municipality | null} place
 * @param {Messages} messages
 */
function showWay(box, card, place, messages) {
  const { name = '', isLost = false, offers: there, address } = place ?? {}
  /** @type {NextStep} */
  const { desks = [] } = place && !isLost ? stepIn(place, card.possible) : {}
  const desk = desks.find(({ phone }) => phone)
  const offer = there?.get(aloneOn(card))
  const direct = directOn(card, place)
  const [where, call, way] = /** @type {HTMLAnchorElement[]} */ (all('.reply__go > .button', box))
  where.hidden = Boolean(place)
  call.hidden = !desk
  call.href = desk?.phone_href ?? ''
  one('span', call).textContent = fill(messages.call, { name: desk?.name ?? '' })
  one('b > bdi', call).textContent = desk?.phone ?? ''
  way.hidden = !place || Boolean(desk)
  way.href = direct?.href ?? offer?.href ?? address?.href ?? ''
  way.textContent = direct?.label ?? (isLost ? name : fill(messages.page, { place: name }))
  one('.reply__lost', box).textContent = isLost ? fill(messages.lost, { place: name }) : ''
  one('.reply__notes', box).replaceChildren(...(desk ? notesOf(desk) : []), ...(offer ? [note(offer.status)] : []))
  one('.reply__direct', box).hidden = !desk || !direct
  one('.reply__direct ul', box).replaceChildren(...(direct ? [signUp(direct)] : []))
}

/**
 * Shows the card.
 * @param {HTMLElement} root
 * @param {Card} card
 * @param {object} shown
 * @param {Municipality | null} shown.place
 * @param {Messages} shown.messages
 * @param {(judged: Judged, reason: Reason) => Node[]} shown.wordsOf
 */
export function showCard(root, card, { place, messages, wordsOf }) {
  const { kind, picks } = card
  const box = one('.reply', root)
  const isFew = picks.length <= FEW
  const names = isFew ? picks.map(({ fit }) => fit.name) : []
  const words = fill(messages[`card_${kind}`], { place: place?.name ?? '' })
  one('.reply__over', box).textContent = names.length ? words : ''
  one('.reply__names', box).textContent = names.length ? either(names) : words
  const single = picks.length === 1 ? one(`[data-pick=${picks[0].fit.slug}]`, box).className : ''
  box.className = `reply reply--${kind} reply--${single ? 'one' : isFew ? 'some' : 'many'}`
  one('.ground', box).className = `ground ${single}`
  const more = /** @type {HTMLAnchorElement} */ (one('.go', box))
  for (const part of all('[data-pick]', box)) {
    const pick = picks.find(({ fit }) => fit.slug === part.dataset.pick)
    part.hidden = !pick
    const why = part.querySelector('.reply__why')
    if (!pick || !why) continue // or it is a house
    const { name, slug, article } = pick.fit
    const own = /** @type {HTMLAnchorElement} */ (one('a', part))
    own.href = place?.offers.get(slug)?.href ?? /** @type {HTMLAnchorElement} */ (one('.fit__name a', article)).href
    more.href = own.href
    more.textContent = fill(more.dataset.how ?? '', { name })
    why.replaceChildren(...whyOf(pick, isFew, reason => wordsOf(pick, reason)))
  }
  one('.outcome__nothing', box).hidden = kind !== 'nothing'
  showWay(box, card, place, messages)
}
