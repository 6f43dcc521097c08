"""Invented Instagram posts for the sample exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

CAPTIONS = (
    "New on the shelf: Huila, Colombia ☕\n\nRed apple, panela, a long finish.\nLink in bio.\n\n"
    "#nordlyscoffee #specialtycoffee",
    '"Does it have to be so complicated?" No.\n\nOne grinder, one kettle, four minutes. 🫖',
    "= 15 g of coffee + 250 ml of water. That is the whole recipe.\n\nSave it for Monday. 🔖",
    "Your office drinks 11 litres of coffee a week.\n\nWe counted, and we can make it good ones. "
    "Tell us how many you are: link in bio.",
    "Roastery diary, day 212 🔥\n\nFirst crack at 8:40, and everybody goes quiet.",
    "Three ways to ruin good beans:\n1. boil them\n2. forget them on the window sill\n"
    '3. call it "just coffee"',
    "Meet Ingrid, who tastes 60 cups before lunch.",
    "Autumn box is here 🍂: two coffees, one postcard, zero pumpkin.",
    "Flat white or filter? Say it below 👇",
    "@nordlyscoffee on the road: the tasting bar stops at Oak Street, Saturday, 10 to 16.",
    "- 30 % on the beans you voted for. Until Sunday, in the shop.",
    "Office coffee, before and after. 📦➡️☕\n\nThe team of a small studio let us film the first "
    "morning.\n\n#officecoffee",
    'What "washed" and "natural" mean, in one minute.',
    "Rain outside; Kenya inside. 🌧️",
    "How much does a good office cup cost?\n\nLess than the biscuits next to it; the sum is in "
    "slide 3.",
)

_KINDS = (
    ("IG image", 0, 0.75, 1.15),
    ("IG carousel", 0, 1.0, 1.35),
    ("IG reel", 24, 1.7, 1.9),
)


@dataclass(frozen=True)
class Post:
    """A post, and what it will have reached when it is old."""

    id: str
    published: datetime
    kind: str
    seconds: int
    caption: str
    permalink: str
    views: int
    reach: int
    likes: int
    comments: int
    shares: int
    saves: int
    follows: int | None

    def results(self, exported: date) -> list[int | str]:
        """Views, reach, likes, shares, follows, comments and saves up to a day."""
        age = max(0.5, (exported - self.published.date()).days)
        part = age / (age + 0.45)

        def until(value: int) -> int:
            return round(value * part)

        follows = "" if self.follows is None else until(self.follows)
        return [
            until(self.views), until(self.reach), until(self.likes), until(self.shares), follows,
            until(self.comments), until(self.saves),
        ]  # fmt: skip


def invent_posts(random: Random, first: date, last: date) -> list[Post]:
    """About one post every other day, with a series of reels in October that goes well."""
    posts = []
    day = first
    number = 0
    while day <= last:
        october = date(2026, 10, 1) <= day <= date(2026, 10, 18)
        kind, length, spread, again = _KINDS[
            2 if october and number % 3 else (number + int(random.random() * 2)) % 3
        ]
        luck = 0.7 + 0.6 * random.random() + (0.5 if october and kind == "IG reel" else 0)
        growth = 1 + 0.25 * (day - first).days / 123
        reach = round(2100 * spread * luck * growth)
        rate = 0.052 + 0.02 * random.random() + (0.012 if kind == "IG carousel" else 0)
        hour = time(8 + int(random.random() * 11), int(random.random() * 60))
        code = "".join(_ALPHABET[int(random.random() * 64)] for _ in range(9))
        posts.append(
            Post(
                id=f"18{int(random.random() * 10**15):015d}",
                published=datetime.combine(day, hour),
                kind=kind,
                seconds=length + int(random.random() * 40) if length else 0,
                caption=CAPTIONS[number % len(CAPTIONS)],
                permalink=f"https://www.instagram.com/{'reel' if length else 'p'}/D{code}/",
                views=round(reach * (again + 0.3 * random.random())),
                reach=reach,
                likes=round(reach * rate * 0.78),
                comments=round(reach * rate * 0.06),
                shares=round(reach * rate * (0.09 if kind == "IG reel" else 0.05)),
                saves=round(reach * rate * (0.16 if kind == "IG carousel" else 0.09)),
                # Business Suite leaves the cell empty where it did not measure.
                follows=None if number % 11 == 5 else round(reach * 0.0055 * luck),
            )
        )
        number += 1
        day += timedelta(1 if october else 2 + (number % 4 == 0))
    return posts
