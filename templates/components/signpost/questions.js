// The questions on the page: which is shown, and what is chosen in it.

import { WHERE } from './answers.js'
import { all, element, one } from './elements.js'
import { fillApart as fill } from '../words/messages.js'

/** @typedef {import('./answers.js').Answers} Answers */
/** @typedef {import('../words/messages.js').Messages} Messages */

/**
 * The answers of a question where one is chosen from a list, and where one is chosen from buttons.
 * @param {HTMLElement} question
 */
const optionsOf = question => /** @type {HTMLOptionElement[]} */ (all('option', question))

/** @param {HTMLElement} question */
const radiosOf = question => /** @type {HTMLInputElement[]} */ (all('[type=radio]', question))

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
  [nameOf(question), [...optionsOf(question), ...radiosOf(question)].map(({ value }) => value)]))

/**
 * Shows one question, or all; none where the outcome is shown instead.
 * @param {HTMLElement} root
 * @param {HTMLElement[]} questions those that are asked
 * @param {{step: number, isAllAtOnce: boolean, messages: Messages}} shown
 */
export function showQuestions(root, questions, { step, isAllAtOnce, messages }) {
  const isDone = step >= questions.length
  const said = isAllAtOnce || isDone ? '' : fill(messages.step, { number: step + 1, count: questions.length })
  for (const question of all('.question', root)) {
    const index = questions.indexOf(question)
    question.hidden = index < 0 || (!isAllAtOnce && index !== step)
  }
  one('.questions', root).hidden = isDone && !isAllAtOnce
  one('.questions__go', root).hidden = isAllAtOnce
  one('.questions__step', root).textContent = said
  one('[data-back]', root).hidden = step === 0
  one('[data-next]', root).textContent = step === questions.length - 1 ? messages.done : messages.next
  one('.outcome', root).hidden = !isDone && !isAllAtOnce
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
 * Shows in the questions what the answers are.
 * @param {HTMLElement[]} questions
 * @param {Answers} answers
 */
export function fillIn(questions, answers) {
  for (const question of questions) {
    const answer = answers[nameOf(question)] ?? ''
    for (const choice of optionsOf(question)) choice.selected = choice.value === answer
    const given = answers[nameOf(question)] // nothing is chosen before a visitor chose to skip it
    for (const choice of radiosOf(question)) choice.checked = choice.value === given
  }
}

/**
 * The words of an answer to a question.
 * @param {HTMLElement} question
 * @param {string} value
 */
function wordsOf(question, value) {
  const option = question.querySelector(`option[value="${value}"]`)
  return (option ?? question.querySelector(`[value="${value}"]`)?.parentElement)?.textContent?.trim() ?? ''
}

/**
 * The answers in words, each with the way back to its question.
 * @param {HTMLElement[]} questions
 * @param {Answers} answers
 * @param {{name?: string, goBack: (question: HTMLElement) => void}} shown `name` is that of the municipality
 * @returns {HTMLElement[]}
 */
export const answerLines = (questions, answers, { name = '', goBack }) => questions.map(question => {
  const value = answers[nameOf(question)]
  const words = nameOf(question) === WHERE ? name : value && wordsOf(question, value)
  const text = one('legend', question).textContent
  const back = element('button', { type: 'button', className: 'link', textContent: text })
  back.addEventListener('click', () => goBack(question))
  return element('li', {}, back, ' ', element('bdi', {}, value ? words : '–'))
})

/**
 * Puts the focus on what can be changed in a question, where all are in sight.
 * @param {HTMLElement} question
 */
export function focusOn(question) {
  const fields = all('.question__chosen button, input:checked, select, [role=combobox]', question)
  fields.find(each => each.checkVisibility())?.focus()
}
