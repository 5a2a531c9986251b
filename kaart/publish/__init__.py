"""From files to a site: made over the processors, audited, remembered, put in place as a whole."""
