"""分管县领导: which county leader is in charge of a task, by its units or by its words, as the roster says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supervision.model import Post
from supervision.roles import COUNTY_LEADERS


def leader_of(leads: Sequence[int], text: str, posts: Iterable[Post]) -> Post | None:
    """The leader to propose: of the first lead whom one leader alone has; else whose fields the text names, if only
    his. Nobody where the roster does not say, or says two: a person chooses then.
    """
    leaders = [post for post in posts if post.active and post.role in COUNTY_LEADERS]
    for unit_id in leads:
        of_unit = [post for post in leaders if unit_id in post.in_charge_of]
        if len(of_unit) == 1:
            return of_unit[0]
    of_field = [post for post in leaders if any(field in text for field in post.fields)]
    return of_field[0] if len(of_field) == 1 else None
