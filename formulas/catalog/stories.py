"""Stories: who stays to the end, who leaves, who answers.

Instagram counts *views* where these formulas say impressions since 2025: put the number of plays
in, not the number of people. Reach counts people of the slide or of the whole story, never a sum
of slides or days.
"""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Share

_CODINGACE = "https://codingace.net/smm/story_engagement_rate.html"


@kpi(
    en="Story completion rate",
    ru="Доходимость сторис",
    aliases=(
        "stories completion",
        "досматриваемость сторис",
        "досматриваемость историй",
        "доходимость историй",
    ),
    means="Какая доля увидевших первую историю дошла до последней.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://www.socialmediaexaminer.com/how-to-analyze-instagram-stories-7-metrics-to-track/",
    example=Example(
        reach_last=108,
        reach_first=152,
        gives=108 / 152,
        by="https://www.brightstonelondon.com/analyze-instagram-stories/",
    ),
    arguments={
        "reach_last": ("Reach of the last slide", "Охват последней истории"),
        "reach_first": ("Reach of the first slide", "Охват первой истории"),
    },
    confused_with=(
        "One less the exit rate of a slide, which Minter.io calls completion rate.",
        "Единица минус доля выходов одной истории: Minter.io называет досмотром именно это.",
    ),
)
def story_completion_rate(reach_last: Count, reach_first: Count) -> Share:
    """The share of people who saw the first slide that saw the last one too.

    Reach is the number of people of one slide, never a sum of slides. Minter.io and Iconosquare
    compute another rate within a slide: (impressions - exits) / impressions.

    Example, brightstonelondon.com: "the first slide in your Instagram story reached 152 people and
    the last slide reached 108. This means you would have a 71% success rate".
    """
    return ratio(reach_last, reach_first)


@kpi(
    en="Story exit rate",
    ru="Доля выходов из сторис",
    aliases=("stories exit rate", "выходы из историй", "выходы из сторис"),
    means="Какая доля показов истории закончилась выходом из просмотра.",
    better=Better.LOWER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source=_CODINGACE,
    example=Example(exits=50, impressions=1000, gives=0.05, by="constructed"),
    confused_with=(
        "Taps forward: a tap skips one slide, an exit leaves the stories altogether.",
        "Нажатия «вперёд»: так пропускают одну историю, а выход завершает просмотр совсем.",
    ),
)
def story_exit_rate(exits: Count, impressions: Count) -> Share:
    """The share of a story's impressions after which people left the stories.

    codingace.net: "exit_rate = (exits ÷ impressions) × 100". The last slide always loses most
    people, so compare a slide with the same place of other stories.
    """
    return ratio(exits, impressions)


@kpi(
    en="Story tap-forward rate",
    ru="Доля пролистываний сторис",
    aliases=("taps forward rate", "story skip rate", "пролистывания вперёд", "скипы сторис"),
    means="Какая доля показов истории закончилась нажатием «вперёд».",
    better=Better.LOWER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="http://help.rivaliq.com/more-info-about-data/instagram-insights-definitions",
    example=Example(taps_forward=300, impressions=1000, gives=0.3, by="constructed"),
    confused_with=(
        "Exits: an exit leaves the stories altogether, a tap skips one slide.",
        "Выходы: выход завершает просмотр совсем, а нажатие пропускает одну историю.",
    ),
)
def story_tap_forward(taps_forward: Count, impressions: Count) -> Share:
    """The share of a story's impressions that ended with a tap to the next slide.

    A slide that reads quickly is tapped away as well: a high rate is a question, not a verdict.
    codingace.net adds swipes to the next account and calls the sum skip rate.
    """
    return ratio(taps_forward, impressions)


@kpi(
    en="Story reply rate",
    ru="Доля ответов на сторис",
    aliases=("stories reply rate", "ответы на сторис", "ответы на истории"),
    means="Какую долю от охвата истории составили ответы на неё.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://help.minter.io/en/articles/1791457-stories-insights",
    example=Example(replies=10, reach=1000, gives=0.01, by="constructed"),
    confused_with=(
        "Response rate, which is about the brand's own answers to messages.",
        "Доля отвеченных сообщений: там отвечает бренд.",
    ),
)
def story_reply_rate(replies: Count, reach: Count) -> Share:
    """The replies to a story as a share of the people reached.

    Reach is of the story or of the whole period, never a sum of slides or days. Minter.io
    defines replies and reach; the ratio of both is usual practice. The API of Instagram reports no
    replies from Europe (since December 2020) and Japan, so the rate is too low there.
    """
    return ratio(replies, reach)


@kpi(
    en="Story engagement rate by reach",
    ru="Вовлечённость сторис по охвату",
    aliases=("story engagement rate", "ER stories", "ER сторис", "вовлеченность сторис"),
    means="Какую долю от охвата истории составили действия с ней.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://pancalchub.com/marketing-advertising/instagram-story-engagement-rate-calculator/",
    example=Example(
        story_interactions=150,
        reach=5000,
        gives=0.03,
        by="https://pancalchub.com/marketing-advertising/instagram-story-engagement-rate-calculator/",
    ),
    arguments={
        "story_interactions": (
            "Replies, sticker taps, shares and link clicks",
            "Ответы, нажатия на стикеры, репосты и клики по ссылке",
        )
    },
    confused_with=(
        "ERR of a post: a story has no likes and comments in public, so the sets differ.",
        "ERR публикации: у истории нет открытых лайков и комментариев, набор действий другой.",
    ),
)
def story_er(story_interactions: Count, reach: Count) -> Share:
    """What people did with a story as a share of the people reached.

    Reach is of the story or of the whole period, never a sum of slides or days. codingace.net
    counts profile visits, saves and follows too.

    Example, pancalchub.com: "Influencer Lifestyle Story (150 / 5,000) * 100 = 3.00%".
    """
    return ratio(story_interactions, reach)
