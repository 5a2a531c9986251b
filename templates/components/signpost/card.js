// The card with which the outcome begins: who fits, why in a sentence each, and the one thing to do now.

import { possibleIn, stepIn } from './answers.js'
import { all, element, known, link, one, spoken } from './elements.js'
import { either, fillApart as fill } from '../words/messages.js'
import { whenToCall } from './whom-to-call.js'

const FEW = 2 // who are named over the card, with all that is to be known
const LOOK = 'button button--lamp button--full' // of the one thing to do

/**
 * @typedef {import('./municipality.js').Contact} Contact
 * @typedef {import('./municipality.js').Municipality} Municipality
 * @typedef {import('./municipality.js').SignUp} SignUp
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
  if (!said.length) return [one('.fit__summary span', fit.article).textContent ?? '']
  return said.flatMap(reason => [' ', ...wordsOf(reason).filter(node =>
    !(node instanceof HTMLElement && node.classList.contains('fact-link')))])
}

/**
 * A desk as the one thing to do: its number over the full width, with what to know before calling below it.
 * @param {Contact} desk
 * @param {Messages} messages
 */
function call(desk, messages) {
  const { phone = '', phone_href: href = '', name, general, checked, mark } = desk
  const button = element('a', { href, className: `${LOOK} call` },
    element('span', {}, fill(messages.call, { name })), ' ', element('b', {}, element('bdi', { dir: 'ltr' }, phone)))
  const age = element('span', { className: `checked checked--${mark}` }, checked)
  return [button, ...whenToCall(desk), element('p', { className: 'ground__note' }, ...known([general, ' ', age]))]
}

/**
 * The way of the initiative itself, beside whom to call.
 * @param {SignUp} offer
 * @param {Messages} messages
 */
function signUp({ step, href, label }, messages) {
  const way = link(href, label)
  way.className = 'row__way'
  const words = element('span', { className: 'row__text' }, spoken(step))
  return element('li', {}, element('div', { className: 'row' },
    element('div', {}, element('b', {}, messages.direct), words, way)))
}

/**
 * The one thing to do, and beside it the way of the initiative itself.
 * @param {Card} card
 * @param {Municipality | null} place
 * @param {Messages} messages
 * @param {() => void} askWhere
 * @returns {{way: Node[], beside: HTMLElement[]}}
 */
function wayOn({ kind, picks, possible }, place, messages, askWhere) {
  if (!place) {
    const button = element('button', { type: 'button', className: LOOK }, messages.where)
    button.addEventListener('click', askWhere)
    return { way: [button], beside: [] }
  }
  const { name } = place
  /**
   * @param {string} href
   * @param {string} label
   */
  const way = (href, label) => element('a', { href, className: LOOK }, label)
  if (place.isLost) {
    return { way: [element('p', {}, fill(messages.lost, { place: name })), way(place.address.href, name)], beside: [] }
  }
  const { desks = [], offers = [] } = stepIn(place, possible)
  const desk = desks.find(({ phone }) => phone)
  const only = kind === 'here' && picks.length === 1 ? picks[0].fit.slug : ''
  const offer = place.offers.get(only)
  const direct = offers.find(({ initiative }) => initiative === only)
  const status = offer ? [element('p', { className: 'ground__note' }, offer.status)] : []
  if (desk) return { way: [...call(desk, messages), ...status], beside: direct ? [signUp(direct, messages)] : [] }
  if (direct) return { way: [way(direct.href, direct.label), ...status], beside: [] }
  return { way: [way(offer?.href ?? place.address.href, fill(messages.page, { place: name })), ...status], beside: [] }
}

/**
 * The words over the names, and the names.
 * @param {Card} card
 * @param {string} place
 * @param {Messages} messages
 */
function headOf({ kind, picks }, place, messages) {
  const names = picks.map(({ fit }) => fit.name)
  const words = fill(messages[`card_${kind}`], { place })
  return names.length && names.length <= FEW ? { over: words, names: either(names) } : { over: '', names: words }
}

/**
 * Shows the card.
 * @param {HTMLElement} root
 * @param {Card} card
 * @param {object} shown
 * @param {Municipality | null} shown.place
 * @param {Messages} shown.messages
 * @param {(judged: Judged, reason: Reason) => Node[]} shown.wordsOf
 * @param {() => void} shown.askWhere
 */
export function showCard(root, card, { place, messages, wordsOf, askWhere }) {
  const { kind, picks } = card
  const box = one('.reply', root)
  const { over, names } = headOf(card, place?.name ?? '', messages)
  one('.reply__over', box).textContent = over
  one('.reply__names', box).textContent = names
  const single = picks.length === 1 ? one(`[data-house=${picks[0].fit.slug}]`, box).className : ''
  box.className = `reply reply--${single ? 'one' : picks.length > FEW ? 'many' : 'some'}`
  one('.ground', box).className = `ground ${single}`
  const more = one('.go', box)
  for (const house of all('[data-house]', box)) {
    house.hidden = kind === 'nothing' || !picks.some(({ fit }) => fit.slug === house.dataset.house)
  }
  for (const line of all('[data-pick]', box)) {
    const pick = picks.find(({ fit }) => fit.slug === line.dataset.pick)
    line.hidden = !pick
    if (!pick) continue
    const { name, slug, article } = pick.fit
    const page = place?.offers.get(slug)?.href ?? /** @type {HTMLAnchorElement} */ (one('.fit__name a', article)).href
    for (const way of all('.reply__name, .go', box)) {
      if (way === more || line.contains(way)) /** @type {HTMLAnchorElement} */ (way).href = page
    }
    more.textContent = fill(more.dataset.how ?? '', { name })
    one('.reply__why', line).replaceChildren(...whyOf(pick, picks.length <= FEW, reason => wordsOf(pick, reason)))
  }
  one('.outcome__nothing', box).hidden = kind !== 'nothing'
  one('.reply__watch', box).hidden = picks.length <= FEW || !kind.startsWith('maybe')
  const { way, beside } = wayOn(card, place, messages, askWhere)
  one('.reply__go', box).replaceChildren(...way)
  one('.reply__call', box).replaceChildren(...beside)
  one('.reply__call', box).hidden = !beside.length
}
