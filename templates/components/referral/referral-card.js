// The referral card: puts each initiative in the group where it belongs, whom to call in front, and what belongs to the
// answers in the sentences and the message.

import { AGE } from '../signpost/address.js'
import { all, element, one } from '../signpost/elements.js'
import { judged, whyOf } from './referral-rules.js'
import { either, fillApart as fill, list } from '../words/messages.js'

/**
 * @typedef {import('../signpost/address.js').Answers} Answers
 * @typedef {import('../words/messages.js').Messages} Messages
 * @typedef {import('./referral-rules.js').Away} Away
 * @typedef {import('./referral-rules.js').Fit} Fit
 *
 * @typedef {object} Shown
 * @property {string} place
 * @property {Answers} answers
 * @property {Messages} messages
 * @property {Fit[]} here
 * @property {Away[]} away
 * @property {string[]} privately answers that do not belong in a message
 * @property {(name: string, value: string) => string} labelOf an answer
 * @property {(age: string) => string} childOf a child of an age, as a sentence names it
 */

/** @param {string | undefined} answer */
const partsOf = (answer = '') => answer.split(',').filter(Boolean)

/** @type {Map<string, HTMLElement>} */
const picks = new Map(all('.pick').map(pick => [pick.dataset.initiative ?? '', pick]))
const desks = all('.desks > li')
const refused = all('[data-refused]')

/**
 * Puts lines in a group, which is not there where it has none.
 * @param {string} name
 * @param {Element[]} lines
 */
function fillGroup(name, lines) {
  const group = one(`.referral [data-group=${name}]`)
  group.hidden = !lines.length
  one('ul', group).replaceChildren(...lines)
  const names = group.querySelector('summary span')
  if (names) names.textContent = `: ${list(lines.map(line => one('.pick__name', line).textContent ?? ''))}`
}

/**
 * The answers that another help comes first for: danger always, what is too light only where nothing else plays.
 * @param {string[]} plays
 */
function firstOf(plays) {
  const chosen = refused.filter(({ dataset }) => plays.includes(dataset.refused ?? ''))
  const dangers = chosen.filter(({ dataset }) => 'danger' in dataset)
  if (dangers.length) return dangers
  return chosen.length && chosen.length === plays.length ? chosen : []
}

/**
 * True of an initiative with something to ask, but that fits a part of what plays.
 * @param {import('./referral-rules.js').Judged} judged
 */
const fitsPartly = ({ verdict, reasons }) => verdict === 'caution'
  && reasons.some(each => each.question === 'helpt' && each.verdict === 'fits')

/**
 * Shows the card of these answers, and returns what it says in short.
 * @param {Shown} shown
 */
export function showCard({ place, answers, messages, here, away, privately, labelOf, childOf }) {
  const plays = partsOf(answers.helpt)
  const first = firstOf(plays)
  const isDanger = first.some(({ dataset }) => 'danger' in dataset)
  const found = first.length ? [] : judged(here, answers)
  const elsewhere = first.length ? [] : judged(away, answers)
  const fits = found.filter(({ verdict }) => verdict === 'fits')
  const caution = found.filter(({ verdict }) => verdict === 'caution')
  const partly = caution.filter(fitsPartly)
  const isUnasked = !plays.length // then nothing is said to fit
  const possible = found.filter(({ verdict }) => verdict !== 'no')
  const chosen = isUnasked ? possible : fits.length ? fits : partly.length ? partly : caution
  const may = isUnasked ? [] : elsewhere.filter(each => each.verdict === 'fits' || fitsPartly(each))
  const names = isUnasked ? [] : chosen.map(({ fit }) => fit.name)

  /** @param {import('./referral-rules.js').Judged} each */
  const lineOf = each => {
    const line = /** @type {HTMLElement} */ (picks.get(each.fit.slug))
    one('.pick__why', line).textContent = whyOf(each, answers, messages, childOf)
    const call = line.querySelector('.pick__call')
    const isLarge = chosen.includes(each) && desks.some(({ dataset }) => dataset.of === each.fit.slug)
    call?.toggleAttribute('hidden', each.verdict === 'no' || isLarge)
    return line
  }
  one('.picks').replaceChildren(...chosen.map(lineOf))
  fillGroup('caution', caution.filter(each => !chosen.includes(each)).map(lineOf))
  fillGroup('no', found.filter(({ verdict }) => verdict === 'no').map(lineOf))
  fillGroup('away', may.map(each => awayLine(each.fit, whyOf(each, answers, messages, childOf), messages)))
  const light = refused.filter(line => !isDanger && !first.includes(line) && plays.includes(line.dataset.refused ?? ''))
  const others = refused.filter(line => ![...first, ...light].includes(line))
  fillGroup('refused', others.filter(({ dataset }) => !isDanger || 'danger' in dataset))
  one('.referral__light').hidden = !light.length
  one('.referral__light ul').replaceChildren(...light)
  const top = one('.referral__first')
  top.hidden = !isDanger
  one('.referral__who').hidden = isDanger
  one(isDanger ? '.referral__first ul' : '.picks').append(...first)
  one('.referral').classList.toggle('is-danger', isDanger)

  one('#kaart').textContent = first.length ? messages.light : isUnasked ? messages.unasked
    : names.length ? titleOf(fits.length ? messages.fits : messages.maybe, chosen.map(({ fit }) => fit), messages)
      : here.length ? fill(messages.absent, { place }) : messages.nothing
  showDesks(chosen.map(({ fit }) => fit.slug), isDanger)
  const said = all('.sayings [data-for]')
  for (const line of said) line.hidden = !(line.dataset.for ? plays.includes(line.dataset.for) : !isDanger)
  if (isDanger) for (const line of said) line.hidden ||= !first.some(each => each.dataset.refused === line.dataset.for)
  one('.referral__say').hidden = said.every(line => line.hidden)
  one('.referral__message').hidden = first.length > 0
  showMessage({ names, plays, privately, answers, messages, labelOf })

  const no = found.filter(({ verdict }) => verdict === 'no')
  const told = Object.entries({ caution: isUnasked ? [] : caution, no, away: may })
  const sentences = told.filter(([, some]) => some.length).map(([key, some]) =>
    fill(messages[key], { names: list(some.map(({ fit }) => fit.name)), place }))
  const heading = one(isDanger ? '.referral__first h2' : '#kaart').textContent ?? ''
  return [heading.replace(/[^.]$/, '$&.'), ...first.map(line => one('strong', line).textContent ?? ''), ...sentences]
}

/**
 * What fits, and in the same breath of which nobody has checked whether it is still there.
 * @param {string} message
 * @param {Fit[]} fits
 * @param {Messages} messages
 */
function titleOf(message, fits, messages) {
  const said = fill(message, { names: either(fits.map(({ name }) => name)) })
  const unsure = fits.filter(({ isUnsure }) => isUnsure).map(({ name }) => name)
  if (!unsure.length) return said
  const ask = unsure.length === fits.length ? messages.unsure : fill(messages.unsure_of, { names: list(unsure) })
  return `${said}. ${ask}`
}

/**
 * An initiative that fits and was not found here, with what to know before anybody is sent there.
 * @param {Away} fit
 * @param {string} why
 * @param {Messages} messages
 */
function awayLine({ name, href, site, sheet, how }, why, messages) {
  /**
   * @param {string} text
   * @param {string} address
   */
  const linkOf = (text, address) => element('a', { href: address }, text,
    element('span', { className: 'hidden' }, ` (${name})`))
  return element('li', { className: 'pick' },
    element('a', { className: 'pick__name', href }, element('bdi', {}, name)), ' ',
    element('span', { className: 'pick__why' }, why), ' ',
    ...(how ? [element('span', { className: 'pick__how' }, how), ' '] : []),
    element('span', { className: 'pick__sure' }, linkOf(messages.site, site),
      ...(sheet ? [' ', linkOf(messages.how, sheet)] : [])))
}

/**
 * Whom to call: first who does what fits, then the municipality; not who does what does not fit.
 * @param {string[]} slugs
 * @param {boolean} isDanger then nobody stands large beside the numbers in danger
 */
function showDesks(slugs, isDanger) {
  const own = desks.filter(({ dataset }) => slugs.includes(dataset.of ?? ''))
  const [first, ...others] = [...own, ...desks.filter(({ dataset }) => !dataset.of)]
  const more = document.querySelector('.referral__desks')
  const rest = isDanger && first ? [first, ...others] : others
  more?.querySelector('ul')?.replaceChildren(...rest)
  more?.toggleAttribute('hidden', !rest.length)
  if (first && !isDanger) one('[data-desks=first]').replaceChildren(first)
}

/**
 * Puts what was answered in the message: no names, and nothing about health.
 * @param {Pick<Shown, 'privately' | 'answers' | 'messages' | 'labelOf'> & {names: string[], plays: string[]}} said
 */
function showMessage({ names, plays, privately, answers, messages, labelOf }) {
  /**
   * @param {string} part
   * @param {string} text
   */
  const say = (part, text) => {
    const line = one(`.message [data-part=${part}]`)
    line.textContent = text
    line.hidden = !text
  }
  const ages = partsOf(answers[AGE]).map(age => labelOf(AGE, age))
  const told = plays.filter(each => !privately.includes(each)).map(each => lower(labelOf('helpt', each)))
  if (told.length < plays.length) told.push(messages.private)
  say('chosen', ages.length ? fill(messages.chosen, { ages: list(ages) }) : '')
  say('plays', told.length ? fill(messages.plays, { plays: told.join('; ') }) : '')
  say('care', answers.hulp ? fill(messages.care, { care: lower(labelOf('hulp', answers.hulp)) }) : '')
  say('to', names.length ? fill(messages.to, { names: either(names) }) : messages.to_any)
}

/** @param {string} text */
const lower = text => text.slice(0, 1).toLowerCase() + text.slice(1)
