// The next step in a municipality and the desks there, as the pages of the municipality show them.

import { all, copyOf, element, known, link, one, spoken } from './elements.js'
import { fillApart as fill } from '../words/messages.js'

/**
 * @typedef {import('./municipality.js').Contact} Contact
 * @typedef {import('./municipality.js').NextStep} NextStep
 * @typedef {import('./municipality.js').SignUp} SignUp
 * @typedef {import('../words/messages.js').Messages} Messages
 */

/** @param {...(Node | string)} words */
const leftToRight = (...words) => element('bdi', { dir: 'ltr' }, ...words)

/** @param {string} text */
const apart = text => element('bdi', {}, text)

/**
 * An address for mail, which may go on to the next line after its @.
 * @param {string} email
 */
const mailbox = email => email.split('@').flatMap((part, index) => (index ? ['@', element('wbr'), part] : [part]))

/**
 * "van Loket Ede", for who hears the link without seeing what is around it.
 * @param {Contact} contact
 * @param {Messages} words
 */
const whose = ({ name }, words) => element('span', { className: 'hidden' }, ` ${words.of} `, apart(name))

/**
 * Mail, site, address, hours and languages of a desk.
 * @param {Contact} contact
 * @param {Messages} words
 * @returns {HTMLElement[]}
 */
function details(contact, words) {
  const { email, email_href: mail = '', website, address, hours, languages } = contact
  const ways = known([
    email && link(mail, leftToRight(...mailbox(email))),
    website && link(website, words.website, whose(contact, words)),
    address && apart(address)
  ])
  const days = (hours ?? []).map(([day, open]) =>
    element('div', {}, element('dt', {}, day), element('dd', {}, leftToRight(open))))
  return known([
    ways.length && element('ul', { className: 'contact__ways' }, ...ways.map(way => element('li', {}, way))),
    days.length && element('dl', { className: 'contact__hours' }, ...days),
    languages && element('p', {}, languages)
  ])
}

/**
 * Only by appointment, and closed for some days.
 * @param {Contact} contact
 */
export const whenToCall = ({ when, closed }) => known([
  when && element('p', { className: 'contact__when' }, when),
  ...(closed ?? []).map(([days, note]) =>
    element('p', { className: 'contact__closed' }, element('strong', {}, days), ...(note ? [' ', spoken(note)] : [])))
])

/**
 * A desk; a short one folds away all but its number.
 * @param {Contact} contact
 * @param {Messages} words
 * @param {boolean} [isShort]
 */
export function contactCard(contact, words, isShort = false) {
  const { name, kind, phone, phone_href: tel = '', general, note, checked, mark } = contact
  const more = details(contact, words)
  const isFolded = isShort && phone && (contact.email || contact.address || contact.hours || contact.languages)
  const parts = known([
    element('h3', { className: 'contact__name' }, apart(name)),
    element('p', { className: 'contact__kind' }, spoken(kind)),
    phone && element('p', { className: 'contact__phone' },
      element('a', { href: tel, className: 'phone' }, leftToRight(phone))),
    ...whenToCall(contact),
    general && element('p', { className: 'contact__ask' }, general),
    note && element('p', {}, spoken(note)),
    ...(isFolded
      ? [element('details', { className: 'contact__more' },
        element('summary', {}, words.more, whose(contact, words)), ...more)]
      : more),
    element('p', {}, element('span', { className: `checked checked--${mark}` }, checked))
  ])
  return element('div', { className: 'contact' }, ...parts)
}

/**
 * The way to sign up for an initiative by itself.
 * @param {SignUp} offer
 * @param {boolean} [isFirst]
 * @param {boolean} [isNamed]
 */
export function signUp({ initiative, name, step, href, label }, isFirst, isNamed) {
  const button = element('a', { href, className: isFirst ? 'button' : 'button button--quiet' }, label)
  const named = isNamed ? [element('strong', {}, apart(name)), element('br')] : []
  const line = element('li', {}, ...named, spoken(step), element('br'), button)
  line.dataset.initiative = initiative
  return line
}

/**
 * The next step, with only those offers that may fit, and without the one whose way stands on the card already.
 * @param {HTMLTemplateElement} template with what is the same everywhere
 * @param {NextStep} step
 * @param {{place: string, lead: string, possible: string[], direct?: SignUp, words: Messages}} shown
 * @returns {HTMLElement}
 */
export function nextStep(template, { desks = [], beside, offers = [] }, { place, lead, possible, direct, words }) {
  const section = copyOf(one('section', template.content))
  const first = one('.next__lead', section)
  const open = offers.filter(({ initiative }) => possible.includes(initiative) && initiative !== direct?.initiative)
  const lines = open.map((offer, index) => signUp(offer, !index && !desks.length, offers.length > 1))
  first.textContent = lead
  first.after(...desks.map(desk => contactCard(desk, words)))
  one('.next__more', section).before(...known([
    beside && (lines.length || !direct) ? element('p', { className: 'next__beside' }, beside) : '',
    lines.length && element('ul', { className: 'next__offers' }, ...lines)
  ]))
  for (const sentence of all('[data-sentence]', section)) {
    sentence.textContent = fill(sentence.dataset.sentence ?? '', { place })
  }
  return section
}
