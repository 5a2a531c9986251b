"""What several views need: the page at hand, facts, contacts, offers, cells, the map."""
