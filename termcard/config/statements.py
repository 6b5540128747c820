"""The settings of what an institution stores with its readers' consent, and of what it states."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from termcard.lib.consent import Category

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[^\s?#]*)?")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?")


class Statements(BaseSettings):
    """What is asked of readers, and what they are told."""

    statistics_url: str = Field(
        default="",
        description="The script of the institution's own visitor statistics (Matomo, Plausible "
        "or the like): https://statistics.university.example/script.js. Visitors are asked "
        "before it is loaded. Nothing is counted in their browsers when unset.",
    )
    statistics_site: str = Field(
        default="",
        description="The name under which the statistics know this site; given to the script "
        "as `data-domain` and `data-site`.",
    )
    recordings_from: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="The hosts whose recordings may be played inside a page, with commas "
        "between them: video.university.example. Visitors are asked before one is contacted. "
        "Recordings are plain links when unset.",
    )
    consent_months: int = Field(
        default=6,
        ge=1,
        le=12,
        description="After how many months a visitor is asked again, from 1 to 12.",
    )
    privacy_contact: str = Field(
        default="",
        description="Whom to ask about personal data, in words for the privacy notice: an "
        "office, a web address, a telephone number.",
    )
    accessibility_contact: str = Field(
        default="",
        description="Whom to tell when a page cannot be used, in words for the accessibility "
        "statement.",
    )
    accessibility_tested_on: date | None = Field(
        default=None,
        description="The day the site was last tested for accessibility: 2026-11-24.",
    )
    accessibility_tested_by: str = Field(
        default="",
        description="Who tested it and how, in words for the accessibility statement.",
    )
    accessibility_faults: str = Field(
        default="",
        description="What is known not to be accessible, in words for the accessibility "
        "statement: one fault a line, with the WCAG criterion it fails.",
    )
    accessibility_law: Literal["uk", "ni", "eu", "none"] = Field(
        default="uk",
        description="Whose law the accessibility statement answers to: uk, ni (Northern "
        "Ireland), eu, or none.",
    )

    @field_validator("statistics_url")
    @classmethod
    def _is_a_script(cls, value: str) -> str:
        if value and not _ADDRESS.fullmatch(value):
            raise ValueError("must be the web address of a script: https://statistics.example/s.js")
        return value

    @field_validator("recordings_from", mode="before")
    @classmethod
    def _are_hosts(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        hosts = tuple(word.strip() for word in value.split(",") if word.strip())
        if not all(_HOST.fullmatch(host) for host in hosts):
            raise ValueError("must be hosts with commas between them: video.university.example")
        return hosts


def optional_categories(statements: Statements) -> tuple[Category, ...]:
    """Return what readers are asked about: nothing, unless the institution switched it on."""
    categories = []
    if statements.statistics_url:
        categories.append(
            Category(
                key="statistics",
                title="Visitor statistics",
                purpose="Counting visits with the institution’s own software, to make these "
                "pages better. It may store an identifier on your device.",
                contacts=origins_of(statements, "statistics"),
            )
        )
    if statements.recordings_from:
        categories.append(
            Category(
                key="recordings",
                title="Recordings inside the page",
                purpose="Playing recordings here rather than on the site that holds them. That "
                "site then learns that you watch, and may store cookies.",
                contacts=origins_of(statements, "recordings"),
            )
        )
    return tuple(categories)


def origins_of(statements: Statements, key: str) -> tuple[str, ...]:
    """Return the origins that a browser contacts for a category once its reader agreed."""
    if key == "recordings":
        return tuple(f"https://{host}" for host in statements.recordings_from)
    parts = urlsplit(statements.statistics_url)
    return (f"{parts.scheme}://{parts.netloc}",) if parts.netloc else ()
