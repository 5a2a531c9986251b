// The questions on the page: which is shown, and what is chosen in it.

import { WHERE } from './address.js'
import { all, element, one } from './elements.js'
import { fillApart as fill, list } from '../words/messages.js'

/** @typedef {import('./address.js').Answers} Answers */
/** @typedef {import('../words/messages.js').Messages} Messages */

/**
 * The answers that can be chosen in a question.
 * @param {HTMLElement} question
 */
const choicesOf = question => /** @type {HTMLInputElement[]} */ (all('.tile input', question))

/**
 * The word of a question in the address.
 * @param {HTMLElement} question
 */
export const nameOf = question => question.dataset.question ?? ''

/**
 * The answers that can be chosen, by the word of the question; of the municipality there are none to choose from.
 * @param {HTMLElement[]} questions
 */
export const choicesIn = questions => new Map(questions.map(question =>
  [nameOf(question), choicesOf(question).map(({ value }) => value)]))

/**
 * The ages that are chosen.
 * @param {HTMLElement} question
 */
export const agesChosen = question =>
  choicesOf(question).filter(({ checked }) => checked).map(({ value }) => value).join()

/**
 * Shows one question; none where the outcome is shown instead.
 * @param {HTMLElement} root
 * @param {HTMLElement[]} asked those that are asked in turn
 * @param {{current: HTMLElement | null, messages: Messages}} shown
 */
export function showQuestions(root, asked, { current, messages }) {
  const index = current ? asked.indexOf(current) : -1
  const isLast = index === asked.length - 1
  for (const question of all('.question', root)) question.hidden = question !== current
  one('.questions', root).hidden = !current
  one('.questions__step', root).textContent =
    index < 0 ? '' : fill(messages.step, { number: index + 1, count: asked.length })
  one('.ask__windows', root).replaceChildren(...asked.map((_, number) =>
    element('i', { className: number <= index ? 'is-lit' : '' })))
  one('.questions [data-back]', root).hidden = !index
  one('[data-next]', root).textContent = isLast ? messages.done : messages.next
  one('.outcome', root).hidden = Boolean(current)
}

/**
 * Shows the municipality that was chosen, or the field to choose one.
 * @param {HTMLElement | undefined} question
 * @param {string} [name]
 * @param {boolean} [isChosen]
 */
export function showChosenPlace(question, name = '', isChosen = Boolean(name)) {
  if (!question) return
  const chosen = one('.question__chosen', question)
  chosen.hidden = !isChosen
  one('bdi', chosen).textContent = name
  one('form', question).hidden = isChosen
}

/**
 * Shows in the questions what the answers are; nothing is chosen before a visitor chose.
 * @param {HTMLElement[]} questions
 * @param {Answers} answers
 */
export function fillIn(questions, answers) {
  for (const question of questions) {
    const given = answers[nameOf(question)]?.split(',')
    for (const choice of choicesOf(question)) choice.checked = Boolean(given?.includes(choice.value))
  }
}

/**
 * The words of an answer to a question; none where it was skipped.
 * @param {HTMLElement} question
 * @param {Answers} answers
 * @param {Shown} shown
 */
function wordsOf(question, { [nameOf(question)]: value }, { name = '' }) {
  if (!value || nameOf(question) === WHERE) return name
  return list(choicesOf(question).filter(choice => value.split(',').includes(choice.value))
    .map(({ dataset }) => dataset.label ?? ''))
}

/**
 * A child of this age, as a sentence names it.
 * @param {HTMLElement} root
 * @param {string} age
 */
export const childOf = (root, age) => one(`[data-child][value="${age}"]`, root).dataset.child ?? ''

/**
 * @typedef {object} Shown
 * @property {string} [name] that of the municipality
 * @property {(question: HTMLElement) => void} goBack
 */

/**
 * A button that leads back to a question.
 * @param {HTMLElement} question
 * @param {Shown} shown
 * @param {string} className
 * @param {...(Node | string)} words
 */
function backTo(question, { goBack }, className, ...words) {
  const back = element('button', { type: 'button', className }, ...words)
  back.addEventListener('click', () => goBack(question))
  return back
}

/**
 * The answers in words, each with the way back to its question.
 * @param {HTMLElement[]} questions
 * @param {Answers} answers
 * @param {Shown} shown
 */
export const answerLines = (questions, answers, shown) => questions.map(question => element('li', {},
  backTo(question, shown, 'link', one('legend', question).textContent ?? ''), ' ',
  element('bdi', {}, wordsOf(question, answers, shown) || '–')))

/**
 * The answers that were given to other questions, as buttons that lead to them.
 * @param {HTMLElement} root
 * @param {HTMLElement[]} questions
 * @param {Answers} answers
 * @param {Shown} shown
 */
export function showChips(root, questions, answers, shown) {
  const given = questions.filter(question => nameOf(question) in answers)
  const row = one('.chosen', root)
  const skipped = one('[data-skip]', root).textContent ?? ''
  for (const old of all('.chip', row)) old.remove()
  row.hidden = !given.length
  row.append(...given.map(question => backTo(question, shown, 'chip',
    element('span', { className: 'hidden' }, `${one('legend', question).textContent} `),
    element('bdi', {}, wordsOf(question, answers, shown) || skipped))))
}
