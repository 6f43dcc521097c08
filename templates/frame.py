"""What the form of a workbook follows from: the metrics, sources and campaigns it was made with.

A workbook keeps the frame of its first day. New campaigns take the rows that are there for them,
and numbers of new sources are added up with the others; but no row, column or name of ours moves,
so everything that people built on them stays true. A new frame needs a new workbook.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from kpicells.templates.rows import DataRow
from kpicells.templates.stages import shown_order


@dataclass(frozen=True, slots=True)
class Frame:
    """What a workbook has room and names for.

    Attributes:
        metrics: The metric columns of Data, in order.
        sources: The sources which have rows and names of their own.
        measured: Metric to the sources which report it.
        campaigns: How many campaigns the dashboard's chart shows; 0 for no table of campaigns.
        posts: Whether there is a sheet of posts.
        by_campaign: The metrics that are told campaign by campaign.
    """

    metrics: tuple[str, ...]
    sources: tuple[str, ...]
    measured: Mapping[str, tuple[str, ...]]
    campaigns: int
    posts: bool = False
    by_campaign: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        rows: Iterable[DataRow],
        sources: Iterable[str],
        wanted: Iterable[str],
        posts: bool = False,
    ) -> Self:
        """The frame of a new workbook.

        Args:
            rows: All rows of Data.
            sources: Sources that are known besides.
            wanted: Metrics that the plan needs, measured or not.
            posts: Whether there are posts.
        """
        found: dict[str, dict[str, None]] = {}
        names = dict.fromkeys(sources)
        campaigns: set[str] = set()
        paid: set[str] = set()
        told: set[str] = set()
        for row in rows:
            names[row.source] = None
            for metric in row.metrics:
                found.setdefault(metric, {})[row.source] = None
            if row.campaign:
                campaigns.add(row.campaign)
                told.update(row.metrics)
                if "spend" in row.metrics:
                    paid.add(row.campaign)
        measured = {metric: tuple(sorted(of)) for metric, of in found.items()}
        metrics = sorted({*measured, *wanted}, key=shown_order)
        return cls(
            tuple(metrics),
            tuple(sorted(names)),
            measured,
            len(paid or campaigns),
            posts,
            tuple(sorted(told)),
        )

    def missing(self, newer: Frame) -> list[str]:
        """What a newer frame has that this one has no room for, in the order of its names."""
        return [
            *(name for name in newer.sources if name not in self.sources),
            *(name for name in newer.metrics if name not in self.metrics),
        ]

    def to_json(self) -> str:
        """The frame as a workbook carries it."""
        return json.dumps(
            {
                "metrics": self.metrics,
                "sources": self.sources,
                "measured": dict(self.measured),
                "campaigns": self.campaigns,
                "posts": self.posts,
                "by_campaign": self.by_campaign,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The frame that :meth:`to_json` wrote.

        Raises:
            ValueError: The text is something else.
        """
        try:
            data = json.loads(text)
            return cls(
                tuple(data["metrics"]),
                tuple(data["sources"]),
                {metric: tuple(of) for metric, of in data["measured"].items()},
                int(data["campaigns"]),
                bool(data.get("posts")),
                tuple(data.get("by_campaign", ())),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no frame of a workbook: {error}") from None
