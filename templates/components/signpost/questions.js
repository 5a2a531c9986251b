// The questions on the page: which is shown, and what is chosen in it.

import { AGE, agesIn, isInGroup, WHERE } from './answers.js'
import { all, element, one } from './elements.js'
import { fillApart as fill, list } from '../words/messages.js'

/** @typedef {import('./answers.js').Answers} Answers */
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
 * The ages that are chosen, where a year that came with the address stays what it is as long as its group does.
 * @param {HTMLElement} question
 * @param {string} before
 */
export const agesChosen = (question, before) => choicesOf(question).filter(({ checked }) => checked)
  .map(({ value }) => agesIn(before).filter(age => isInGroup(age, value)).join() || value).join()

/**
 * Shows one question, or all; none where the outcome is shown instead.
 * @param {HTMLElement} root
 * @param {HTMLElement[]} asked those that are asked in turn
 * @param {{current: HTMLElement | null, isAllAtOnce: boolean, messages: Messages}} shown
 */
export function showQuestions(root, asked, { current, isAllAtOnce, messages }) {
  const index = current ? asked.indexOf(current) : -1
  const isLast = index === asked.length - 1
  for (const question of all('.question', root)) question.hidden = !isAllAtOnce && question !== current
  one('.questions', root).hidden = !isAllAtOnce && !current
  one('.ask__step', root).hidden = isAllAtOnce
  one('.ask__go', root).hidden = isAllAtOnce
  one('.questions__step', root).textContent =
    index < 0 ? '' : fill(messages.step, { number: index + 1, count: asked.length })
  one('.ask__windows', root).replaceChildren(...asked.map((_, number) =>
    element('i', { className: number <= index ? 'is-lit' : '' })))
  one('.questions [data-back]', root).hidden = !index
  one('[data-next]', root).textContent = isLast ? messages.done : messages.next
  one('.outcome', root).hidden = !isAllAtOnce && Boolean(current)
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
    const given = answers[nameOf(question)]
    const isAge = nameOf(question) === AGE
    for (const choice of choicesOf(question)) {
      choice.checked = isAge ? agesIn(given ?? '').some(age => isInGroup(age, choice.value)) : choice.value === given
    }
  }
}

/**
 * The words of an answer to a question.
 * @param {HTMLElement} question
 * @param {string} value
 * @param {Messages} messages
 */
function wordsOf(question, value, messages) {
  /** @param {string} each */
  const words = each => choicesOf(question).find(choice => choice.value === each)?.dataset.label
    ?? fill(messages.year, { age: each })
  return list((nameOf(question) === AGE ? agesIn(value) : [value]).map(words))
}

/**
 * A child of this age, as a sentence names it.
 * @param {HTMLElement} root
 * @param {string} age
 * @param {Messages} messages
 */
export const childOf = (root, age, messages) =>
  /** @type {HTMLElement | null} */ (root.querySelector(`[data-child][value="${age}"]`))?.dataset.child
    ?? fill(messages.child, { age })

/**
 * @typedef {object} Shown
 * @property {string} [name] that of the municipality
 * @property {Messages} messages
 * @property {(question: HTMLElement) => void} goBack
 */

/**
 * The answers in words, each with the way back to its question.
 * @param {HTMLElement[]} questions
 * @param {Answers} answers
 * @param {Shown} shown
 * @returns {HTMLElement[]}
 */
export const answerLines = (questions, answers, { name = '', messages, goBack }) => questions.map(question => {
  const value = answers[nameOf(question)]
  const words = nameOf(question) === WHERE ? name : value && wordsOf(question, value, messages)
  const text = one('legend', question).textContent
  const back = element('button', { type: 'button', className: 'link', textContent: text })
  back.addEventListener('click', () => goBack(question))
  return element('li', {}, back, ' ', element('bdi', {}, value ? words : '–'))
})

/**
 * The answers that were given to other questions, as buttons that lead to them.
 * @param {HTMLElement} root
 * @param {HTMLElement[]} questions
 * @param {Answers} answers
 * @param {Shown} shown
 */
export function showChips(root, questions, answers, { name = '', messages, goBack }) {
  const given = questions.filter(question => nameOf(question) in answers)
  const row = one('.chosen', root)
  for (const old of all('.chip', row)) old.remove()
  row.hidden = !given.length
  row.append(...given.map(question => {
    const value = answers[nameOf(question)]
    const words = nameOf(question) === WHERE ? name : value && wordsOf(question, value, messages)
    const text = element('span', { className: 'hidden' }, `${one('legend', question).textContent} `)
    const chip = element('button', { type: 'button', className: 'chip' }, text,
      element('bdi', {}, value ? words : one('[data-skip]', root).textContent ?? ''))
    chip.addEventListener('click', () => goBack(question))
    return chip
  }))
}

/**
 * Puts the focus on what can be changed in a question, where all are in sight.
 * @param {HTMLElement} question
 */
export function focusOn(question) {
  const fields = all('.question__chosen button, input:checked, .tile input, [role=combobox]', question)
  fields.find(each => each.checkVisibility())?.focus()
}
