"""Parts that several views share: the page at hand, facts, contacts, offers, cells, the map."""
