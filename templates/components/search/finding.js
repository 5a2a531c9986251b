// All that finds, so that the search page asks for it at once when the field is first used, and not before.

import { load, readElsewhere, readNames, readPostcodes } from '../place_field/places.js'
import { search } from './engine.js'
import { headline, pieces } from './snippet.js'
import { read } from './word-index.js'

export { headline, load, pieces, read, readElsewhere, readNames, readPostcodes, search }
