"""Where flyers are: the one rule for the plan, pages, frames and the search.

Paper stays where it lies, so a municipality has flyers of its own only where something is offered, and its file names
someone whom parents can call or write to, checked less than a year ago. Elsewhere the flyers of the whole country
serve: these lead to the page where a number stands once it is known.
"""

from __future__ import annotations

from kaart.model.contacts import has_somebody_for_paper
from kaart.model.site import Locality, Site


def has_flyers(site: Site) -> bool:
    """True where the site has a page of flyers: of the whole country, or of the municipality that it is about."""
    only = site.options.only
    return site.options.with_flyers if only is None else has_flyers_of_its_own(site, site.localities[only])


def has_flyers_of_its_own(site: Site, locality: Locality) -> bool:
    """True where a municipality has a page of flyers."""
    is_made = site.options.with_flyers and bool(locality.current_offers)
    return is_made and has_somebody_for_paper(locality, site.today)
