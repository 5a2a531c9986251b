// The names that are almost what someone typed: by typing errors, and in any letters by how they sound. Where one is
// clearly the nearest, it is certain.

import { distance, lettersOf, missing, typosIn } from '../words/words.js'
import { isOtherScript } from './bare-names.js'
import { consonantsOf, soundDistance, soundsOf } from './sounds.js'

/** @typedef {import('./places.js').Name} Name */
/** @typedef {Name & { cost: number, isWhole: boolean }} NearName `cost` is in typing errors; not whole: it begins so */
/** @typedef {{ sounds: string, consonants: number }} Sounding */
/** @typedef {{ found: NearName[], certain: NearName | null }} Alike the nearest first */

const NEAREST = 3 // names that are shown where nothing is near
const VILLAGE = 0.2 // what it costs to be no municipality: fewer people live there
const BEGUN = 0.5 // what it costs that the name goes on
// Letters of what is typed, from which a guess may be certain.
const SURE_LETTERS = { municipality: 5, village: 8, twoErrors: 10 }
const MARGIN = 0.7 // how much further the next has to be, in typing errors
const SOUNDING = { fewest: 5, perSound: 0.14, margin: 0.4 } // the same where other letters were typed
const SAME_SOUND = 0.15
const HEARD = 0.2 // what writing by ear costs at least, beside typing errors

/** @type {WeakMap<Name, Sounding>} */
const soundings = new WeakMap() // once for each name

/** @param {Name} name */
function soundingOf(name) {
  const before = soundings.get(name)
  if (before) return before
  const sounds = soundsOf(name.key)
  const sounding = { sounds, consonants: consonantsOf(sounds) }
  soundings.set(name, sounding)
  return sounding
}

/**
 * The names that are almost this, and the one that is certain.
 * @param {string} key
 * @param {Name[]} names
 * @returns {Alike}
 */
export function alike(key, names) {
  const isOther = isOtherScript(key)
  const size = isOther ? soundsOf(key).length : key.length
  const most = isOther ? mostBySound(size) : typosIn(key)
  if (!most) return { found: [], certain: null }
  const wide = inOrder(isOther ? inOtherLetters(key, names, most + MARGIN) : inLatin(key, names, most + MARGIN, true))
  const near = wide.filter(({ cost, isWhole }) => cost <= most + (isWhole ? VILLAGE : BEGUN + VILLAGE))
  const found = near.length ? near : inOrder(furthest(key, names, isOther)).slice(0, NEAREST)
  const isSure = near.length && (isOther ? isSureBySound(wide, size) : isSureByLetters(wide, key))
  return { found, certain: isSure ? wide[0] : null }
}

/**
 * How far a name may sound from this many sounds.
 * @param {number} size
 */
function mostBySound(size) {
  if (size < 3) return 0.3
  if (size < 4) return 0.6
  return size < 6 ? 1.1 : 1.6
}

/** @param {NearName[]} found */
const inOrder = found => found.sort((one, other) => one.cost - other.cost || one.key.localeCompare(other.key))

/**
 * @param {Name} name
 * @param {number} cost
 * @param {boolean} isWhole
 * @returns {NearName}
 */
function near(name, cost, isWhole) {
  const isVillage = name.label !== name.area.name && !name.isForeign
  return { ...name, cost: cost + (isVillage ? VILLAGE : 0) + (isWhole ? 0 : BEGUN), isWhole }
}

/**
 * By typing errors, and where people may have written by ear, as it sounds.
 * @param {string} key
 * @param {Name[]} names
 * @param {number} most
 * @param {boolean} isByEar
 */
function inLatin(key, names, most, isByEar) {
  const letters = lettersOf(key)
  const sounds = soundsOf(key)
  const consonants = consonantsOf(sounds)
  return names.filter(name => !isOtherScript(name.key)).flatMap(name => {
    const isPossible = missing(letters, name.letters) <= most
    const whole = isPossible ? distance(key, name.key, most) : most + 1
    const own = soundingOf(name)
    const isHeard = isByEar && whole > 0 && missing(consonants, own.consonants) < most
    const heard = isHeard ? soundDistance(sounds, own.sounds, most).whole + HEARD : most + 1
    const cost = Math.min(whole, heard)
    if (cost <= most) return [near(name, cost, true)]
    const begun = isPossible ? distance(key, name.key.slice(0, key.length), typosIn(key)) : most + 1
    return begun <= typosIn(key) ? [near(name, begun, false)] : []
  })
}

/**
 * Dutch names as they sound, and names in the same letters by typing errors.
 * @param {string} key
 * @param {Name[]} names
 * @param {number} most
 */
function inOtherLetters(key, names, most) {
  const sounds = soundsOf(key)
  const consonants = consonantsOf(sounds)
  return names.flatMap(name => {
    if (isOtherScript(name.key)) {
      const errors = distance(key, name.key, typosIn(key))
      return errors <= typosIn(key) ? [near(name, errors, true)] : []
    }
    const own = soundingOf(name)
    if (name.isForeign || missing(consonants, own.consonants) > most) return []
    const { whole, begun } = soundDistance(sounds, own.sounds, most)
    if (whole <= most && whole <= begun + BEGUN) return [near(name, whole, true)]
    return begun <= most - BEGUN ? [near(name, begun, false)] : []
  })
}

/**
 * What looks most like it, where nothing is near.
 * @param {string} key
 * @param {Name[]} names
 * @param {boolean} isOther
 */
function furthest(key, names, isOther) {
  if (isOther) return inOtherLetters(key, names, Math.min(2.4, soundsOf(key).length / 3))
  const most = Math.min(typosIn(key) + 2, Math.floor(key.length / 2)) // more is another name
  return inLatin(key, names, most, false).filter(({ isWhole }) => isWhole)
}

/**
 * How much nearer the first is than the next that leads elsewhere.
 * @param {NearName[]} found
 */
function marginOf([first, ...rest]) {
  const next = rest.find(({ area, isWhole }) => isWhole && area.slug !== first.area.slug)
  return next ? next.cost - first.cost : Infinity
}

/**
 * Typing errors are few, and not in the first letter: else it may as well be another word.
 * @param {NearName[]} found
 * @param {string} key
 */
function isSureByLetters(found, key) {
  const [first] = found
  const isTown = first.label === first.area.name || first.isForeign
  const fewest = isTown ? SURE_LETTERS.municipality : SURE_LETTERS.village
  const most = key.length < SURE_LETTERS.twoErrors ? 1 : 2
  const sounds = soundsOf(key)
  /** @param {Name} name */
  const isHeard = ({ key: own }) => soundDistance(sounds, soundsOf(own), 1).whole <= SAME_SOUND
  /** @param {Name} name */
  const isTyped = ({ key: own }) => key[0] === own[0] && distance(key, own, most) <= most
  const isNear = found.some(name => name.area === first.area && (isTyped(name) || isHeard(name)))
  return first.isWhole && isNear && key.length >= fewest && marginOf(found) >= MARGIN
}

/**
 * By its sounds only a municipality is sure: in other letters many a word sounds like a village.
 * @param {NearName[]} found
 * @param {number} size
 */
function isSureBySound(found, size) {
  const [{ cost, isWhole, isForeign, label, area }] = found
  const most = size < SOUNDING.fewest ? SAME_SOUND : SOUNDING.perSound * size
  return isWhole && (isForeign || label === area.name) && cost <= most && marginOf(found) >= SOUNDING.margin
}
