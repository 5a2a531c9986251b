// What answers mean for an initiative: from its reasons, and from what differs in a municipality. It knows no page.

const WORST = ['fits', 'caution', 'no']
const UNSAID = '-' // whom an initiative is for, where nothing was said of what would help
export const EXPECTING = 'op-komst'

/** Ages as they stand in a page: youngest, oldest, whether before birth, whether it differs from place to place. */
export function agesOf(text) {
  const [min, max, expecting, varies] = text.split(' ').map(Number)
  return { min, max, expecting: expecting === 1, varies: varies === 1 }
}

/** What an age means: `fits`, `no`, or `caution` where it only begins after birth or differs from place to place. */
function verdictOfAge(age, { min, max, expecting, varies }) {
  if (age === EXPECTING) return expecting ? (varies ? 'caution' : 'fits') : min === 0 ? 'caution' : 'no'
  const years = Number(age)
  if (years < min || years > max) return 'no'
  return varies ? 'caution' : 'fits'
}

/**
 * The reasons that belong to these answers, each with its verdict, and the worst of them: `{verdict, reasons}`.
 *
 * `answers` is `{leeftijd, plek, helpt, hulp}`, empty where skipped. `here` is the offer in the chosen municipality,
 * `{ages, place}`, `null` where it is not there, and `undefined` where no municipality was chosen.
 */
export function judge(reasons, answers, here) {
  const found = []
  const isAsked = Object.values(answers).some(Boolean)
  for (const reason of reasons) {
    const answer = answers[reason.question] || (isAsked && reason.question === 'helpt' ? UNSAID : '')
    if (!answer) continue
    if (reason.question === 'leeftijd') {
      const ages = here?.ages ?? reason.ages
      found.push({ ...reason, verdict: ages ? verdictOfAge(answer, agesOf(ages)) : reason.verdict })
    } else if (reason.answer === answer) {
      const isLocal = reason.question === 'plek' && here?.place
      found.push(isLocal ? { ...reason, verdict: here.place === answer ? 'fits' : 'no' } : reason)
    }
  }
  const absent = here === null ? ['caution'] : []
  const rank = Math.max(0, ...[...found.map(({ verdict }) => verdict), ...absent].map(verdict => WORST.indexOf(verdict)))
  return { verdict: WORST[rank], reasons: found }
}
