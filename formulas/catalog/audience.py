"""Audience: who follows, and how fast that number grows."""

from kpicells.formulas.expression import percent_change
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Share


@kpi(
    en="Follower growth rate",
    ru="Прирост подписчиков",
    aliases=("audience growth rate", "темп роста аудитории", "прирост аудитории"),
    means="На какую долю выросло число подписчиков за период.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://sproutsocial.com/glossary/audience-growth-rate/",
    example=Example(
        followers_end=1100,
        followers_start=1000,
        gives=0.1,
        by="constructed",
    ),
    arguments={
        "followers_end": ("Followers at the end", "Подписчики на конец периода"),
        "followers_start": ("Followers at the start", "Подписчики на начало периода"),
    },
    confused_with=(
        "New followers alone: those who left in the same period are not in it.",
        "Новые подписчики: в них не видно тех, кто за это время отписался.",
    ),
)
def follower_growth(followers_end: Count, followers_start: Count) -> Share:
    """The share by which the number of followers grew over the period."""
    return percent_change(followers_end, followers_start)
